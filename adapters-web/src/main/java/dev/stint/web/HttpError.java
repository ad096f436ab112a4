package dev.stint.web;

/** Ends a request with a status and one sentence for its caller. */
public final class HttpError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  public HttpError(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** One sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  ApiAnswer problem() {
    return ApiAnswer.problem(status, String.valueOf(getMessage()));
  }

  Answer answer() {
    return Answer.error(status, String.valueOf(getMessage()));
  }
}
