package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses changes that a page of somebody else made a browser ask for, with the cookies of its
 * user. Programs send none of these headers and are let through.
 */
public final class SameOrigin {

  private static final Set<String> HARMLESS = Set.of("same-origin", "none");

  private SameOrigin() {}

  /**
   * @throws HttpError if a browser says that the call comes from a page of another origin
   */
  public static void check(HttpServletRequest request, Set<String> trusted) {
    String origin = request.getHeader("Origin");
    boolean known = origin != null && trusted.contains(origin.toLowerCase(Locale.ROOT));
    String site = request.getHeader("Sec-Fetch-Site");
    boolean own =
        site == null
            ? origin == null || isHost(origin, request.getHeader("Host"))
            : HARMLESS.contains(site);
    if (!known && !own) {
      throw new HttpError(SC_FORBIDDEN, "changes cannot be asked for by pages of another origin");
    }
  }

  private static boolean isHost(String origin, @Nullable String host) {
    int at = origin.indexOf("://");
    return at > 0 && host != null && origin.substring(at + 3).equalsIgnoreCase(host);
  }
}
