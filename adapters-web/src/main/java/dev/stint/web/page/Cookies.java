package dev.stint.web.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cookies that scripts cannot read and that no page of another site makes the browser send. They
 * last until the browser is closed.
 */
final class Cookies {

  private static final int RANDOM_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Cookies() {}

  /** What nobody can guess. */
  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Optional<String> read(HttpServletRequest request, String name) {
    Cookie[] all = request.getCookies();
    return Stream.of(all == null ? new Cookie[0] : all)
        .filter(cookie -> cookie.getName().equals(full(request, name)))
        .map(Cookie::getValue)
        .findFirst();
  }

  static void write(
      HttpServletRequest request, HttpServletResponse response, String name, String value) {
    response.addCookie(made(request, name, value));
  }

  static void delete(HttpServletRequest request, HttpServletResponse response, String name) {
    Cookie gone = made(request, name, "");
    gone.setMaxAge(0);
    response.addCookie(gone);
  }

  private static Cookie made(HttpServletRequest request, String name, String value) {
    Cookie cookie = new Cookie(full(request, name), value);
    cookie.setPath(base(request) + "/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Strict");
    return cookie;
  }

  /** Browsers keep cookies by host, whatever the port: two servers of a machine are told apart. */
  private static String full(HttpServletRequest request, String name) {
    return "stint-" + name + "-" + request.getServerPort();
  }

  /** The path at which the servlet is mounted. */
  static String base(HttpServletRequest request) {
    return request.getContextPath() + request.getServletPath();
  }
}
