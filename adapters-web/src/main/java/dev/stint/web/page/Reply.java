package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_SEE_OTHER;

import dev.stint.web.events.Watch;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a page answers.
 *
 * @param location where the browser is sent; empty if nowhere
 * @param watch of live events, which take the place of a page
 */
record Reply(int status, String html, String location, Optional<Watch> watch) {

  static Reply page(String html) {
    return page(HttpServletResponse.SC_OK, html);
  }

  static Reply page(int status, String html) {
    return new Reply(status, html, "", Optional.empty());
  }

  /** After a change, so that reloading does not repeat it. */
  static Reply seeOther(String location) {
    return new Reply(SC_SEE_OTHER, "", location, Optional.empty());
  }

  /** Stays open, and sends an event for each change. */
  static Reply watching(Watch watch) {
    return new Reply(HttpServletResponse.SC_OK, "", "", Optional.of(watch));
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
