package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;

import dev.stint.web.HttpError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Lets through only forms that a page of ours made for this browser: each says what the browser's
 * cookie says, which no page of another origin can read or set. No process need know the other's.
 */
final class FormToken {

  static final String FIELD = "csrf";
  private static final String COOKIE = "form";

  private FormToken() {}

  /** That of the browser; a new one if it has none. */
  static String of(HttpServletRequest request, HttpServletResponse response) {
    return Cookies.read(request, COOKIE)
        .filter(text -> text.matches("[\\w-]{20,80}"))
        .orElseGet(
            () -> {
              String made = Cookies.random();
              Cookies.write(request, response, COOKIE, made);
              return made;
            });
  }

  /**
   * @throws HttpError if the form does not say it
   */
  static void check(HttpServletRequest request, Form form) {
    byte[] wanted = Cookies.read(request, COOKIE).orElse("").getBytes(StandardCharsets.UTF_8);
    byte[] said = form.text(FIELD).orElse("").getBytes(StandardCharsets.UTF_8);
    if (wanted.length == 0 || !MessageDigest.isEqual(wanted, said)) {
      throw new HttpError(SC_FORBIDDEN, "the page is too old; load it again and repeat the change");
    }
  }
}
