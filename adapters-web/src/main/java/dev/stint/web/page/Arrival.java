package dev.stint.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A call before anything is known of it.
 *
 * @param path below the servlet, never empty
 * @param shell as a stranger sees it
 */
record Arrival(HttpServletRequest request, HttpServletResponse response, String path, Shell shell) {

  static Arrival of(
      HttpServletRequest request, HttpServletResponse response, String path, String folder) {
    String base = Cookies.base(request);
    Shell shell = new Shell(base, base + folder, "", "", "", "", false, "", "", false, "", "");
    return new Arrival(request, response, path, shell);
  }

  boolean changes() {
    return request.getMethod().equals("POST");
  }

  /** Where it is told that the page changed; empty if the container cannot. */
  String events() {
    return request.isAsyncSupported() ? shell.base() + LiveAddress.events(address()) : "";
  }

  /** Path and query, without what was just done. */
  String address() {
    String query = request.getQueryString();
    if (query == null) {
      return path;
    }
    String kept =
        Arrays.stream(query.split("&"))
            .filter(pair -> !pair.startsWith("done="))
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? path : path + "?" + kept;
  }
}
