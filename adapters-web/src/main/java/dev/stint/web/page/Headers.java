package dev.stint.web.page;

import dev.stint.web.Embedding;
import jakarta.servlet.http.HttpServletResponse;

/** What browsers are told about every answer. */
final class Headers {

  private static final String CONTENT =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors ");

  private static final String POLICY = CONTENT + "'self'";

  private Headers() {}

  static void secure(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "SAMEORIGIN");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  }

  /** Of a page that others may frame, where it has nothing to press. */
  static void framed(HttpServletResponse response, Embedding embedding) {
    if (!embedding.origins().isEmpty()) {
      response.setHeader("Content-Security-Policy", CONTENT + embedding.ancestors());
      // It knows no origins but one's own; browsers that know the policy do without.
      response.setHeader("X-Frame-Options", null);
    }
  }

  /** Of what is somebody's, nobody keeps a copy. */
  static void unkept(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }
}
