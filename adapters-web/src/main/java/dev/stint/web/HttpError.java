package dev.stint.web;

/** Ends a request with a status and one sentence for its caller. */
final class HttpError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  HttpError(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  ApiAnswer problem() {
    return ApiAnswer.problem(status, String.valueOf(getMessage()));
  }

  Answer answer() {
    return Answer.error(status, String.valueOf(getMessage()));
  }
}
