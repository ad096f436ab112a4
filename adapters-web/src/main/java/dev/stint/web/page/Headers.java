package dev.stint.web.page;

import jakarta.servlet.http.HttpServletResponse;

/** What browsers are told about every answer. */
final class Headers {

  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'self'");

  private Headers() {}

  static void secure(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "SAMEORIGIN");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  }

  /** Of what is somebody's, nobody keeps a copy. */
  static void unkept(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }
}
