package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_SEE_OTHER;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a page answers.
 *
 * @param location where the browser is sent; empty if nowhere
 */
record Reply(int status, String html, String location) {

  static Reply page(String html) {
    return page(HttpServletResponse.SC_OK, html);
  }

  static Reply page(int status, String html) {
    return new Reply(status, html, "");
  }

  /** After a change, so that reloading does not repeat it. */
  static Reply seeOther(String location) {
    return new Reply(SC_SEE_OTHER, "", location);
  }

  void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    if (!location.isEmpty()) {
      response.setHeader("Location", location);
    }
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/html;charset=utf-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
