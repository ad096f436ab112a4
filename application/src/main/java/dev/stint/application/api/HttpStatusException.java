package dev.stint.application.api;

/**
 * Another system answered with an HTTP status that is no success; a classifier tells what it means.
 */
public class HttpStatusException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status 100 to 599
   */
  public HttpStatusException(int status, String message) {
    super(message);
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("an HTTP status is 100 to 599, not " + status);
    }
    this.status = status;
  }

  public int status() {
    return status;
  }

  /**
   * What the status says of another try: 408, 429 and 5xx may pass; every other redirect and error
   * of the caller (3xx, 4xx) will not.
   */
  public FailureClassifier.Meaning meaning() {
    if (status == 408 || status == 429 || status >= 500) {
      return FailureClassifier.Meaning.TEMPORARY;
    }
    return status >= 300 ? FailureClassifier.Meaning.PERMANENT : FailureClassifier.Meaning.ORDINARY;
  }
}
