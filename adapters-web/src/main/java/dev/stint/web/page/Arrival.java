package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_METHOD_NOT_ALLOWED;

import dev.stint.web.HttpError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A call before anything is known of it.
 *
 * @param path below the servlet, never empty
 * @param shell as a stranger sees it
 */
record Arrival(HttpServletRequest request, HttpServletResponse response, String path, Shell shell) {

  private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

  static Arrival of(
      HttpServletRequest request, HttpServletResponse response, String path, String folder) {
    String base = Cookies.base(request);
    Shell shell = new Shell(base, base + folder, "", "", "", "", false, "", "", false, "", "");
    return new Arrival(request, response, path, shell);
  }

  /**
   * A page is looked at or its form is sent: what asks for anything else, such as DELETE, must not
   * be answered as if it had been done.
   *
   * @throws HttpError if it asks for anything else
   */
  void check() {
    if (!METHODS.contains(request.getMethod())) {
      response.setHeader("Allow", String.join(", ", METHODS));
      throw new HttpError(SC_METHOD_NOT_ALLOWED, "this is not how the page is asked for");
    }
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
