package dev.stint.web;

import dev.stint.web.events.Watch;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A status and the document beside it.
 *
 * @param headers beside those that every answer has
 * @param watch what the answer goes on to tell, in place of a document
 */
record ApiAnswer(
    int status, String mediaType, String text, Map<String, String> headers, Optional<Watch> watch) {

  static final String JSON = "application/json";
  static final String EVENTS = "text/event-stream";
  static final String PROBLEM = "application/problem+json";

  static final String NO_FIGURES = "you may not see or steer what concerns all tasks";

  static final String STORE_AWAY =
      "the store cannot be reached, or refuses for now; ask again a little later";

  /** In seconds: stores that are away come back, or are replaced, within some of these. */
  static final String RETRY_AFTER = "5";

  private static final int NOT_ACCEPTABLE = 406;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int TOO_LARGE = 413;
  private static final int UNSUPPORTED = 415;
  private static final int UNPROCESSABLE = 422;

  ApiAnswer(int status, String mediaType, String text) {
    this(status, mediaType, text, Map.of(), Optional.empty());
  }

  static ApiAnswer events(Watch watch) {
    return new ApiAnswer(HttpServletResponse.SC_OK, EVENTS, "", Map.of(), Optional.of(watch));
  }

  static ApiAnswer of(int status, Facts facts) {
    return new ApiAnswer(status, JSON, JsonText.of(facts));
  }

  static ApiAnswer ok(Facts facts) {
    return of(HttpServletResponse.SC_OK, facts);
  }

  /** An error as RFC 9457 writes it. */
  static ApiAnswer problem(int status, String sentence) {
    Facts facts =
        Facts.of("type", "about:blank")
            .with("title", title(status))
            .with("status", status)
            .with("detail", sentence);
    return new ApiAnswer(status, PROBLEM, JsonText.of(facts));
  }

  ApiAnswer allowing(String methods) {
    return with("Allow", methods);
  }

  private ApiAnswer with(String header, String value) {
    return new ApiAnswer(status, mediaType, text, Map.of(header, value), watch);
  }

  /** Of a task that stands so. */
  ApiAnswer tagged(String tag) {
    return with("ETag", tag);
  }

  private static String title(int status) {
    return switch (status) {
      case HttpServletResponse.SC_BAD_REQUEST -> "Bad Request";
      case HttpServletResponse.SC_UNAUTHORIZED -> "Unauthorized";
      case HttpServletResponse.SC_FORBIDDEN -> "Forbidden";
      case HttpServletResponse.SC_NOT_FOUND -> "Not Found";
      case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "Method Not Allowed";
      case NOT_ACCEPTABLE -> "Not Acceptable";
      case CONFLICT -> "Conflict";
      case PRECONDITION_FAILED -> "Precondition Failed";
      case TOO_LARGE -> "Content Too Large";
      case UNSUPPORTED -> "Unsupported Media Type";
      case UNPROCESSABLE -> "Unprocessable Content";
      case HttpServletResponse.SC_NOT_IMPLEMENTED -> "Not Implemented";
      case HttpServletResponse.SC_SERVICE_UNAVAILABLE -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }

  /** What every answer has. */
  static void headers(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  /**
   * @param head whether the document is only to be measured
   */
  void write(HttpServletResponse response, boolean head) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    headers(response);
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", RETRY_AFTER);
    }
    headers.forEach(response::setHeader);
    if (watch.isPresent()) {
      response.setContentType(mediaType);
    }
    if (bytes.length > 0) {
      response.setContentType(mediaType);
      response.setContentLength(bytes.length);
      if (!head) {
        response.getOutputStream().write(bytes);
      }
    }
  }
}
