package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_METHOD_NOT_ALLOWED;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All operations of the API, and which of them a call means. */
final class Router {

  static final String BASE = "/api/v1";

  static final List<Route> ROUTES =
      Stream.of(
              TaskRoutes.all(),
              RequestRoute.all(),
              SteerRoutes.all(),
              SteerManyRoute.all(),
              CleanRoute.all(),
              LineRoutes.all(),
              ScheduleRoutes.all(),
              FigureRoutes.all(),
              EventRoutes.all(),
              OpenApi.all())
          .flatMap(List::stream)
          .toList();

  private Router() {}

  /**
   * What a call means.
   *
   * @param id what stands for the task in the path; else empty
   */
  record Match(Route route, String id) {}

  /** What is at this place. */
  private static List<Match> at(String path) {
    String asked = path.startsWith(BASE) ? path.substring(BASE.length()) : "";
    return ROUTES.stream().flatMap(route -> match(route, asked).stream()).toList();
  }

  private static Optional<Match> match(Route route, String asked) {
    return route.matches(asked).map(found -> new Match(route, found.isEmpty() ? "" : found.get(0)));
  }

  /**
   * The methods that a place takes, as the header {@code Allow} lists them.
   *
   * @throws HttpError if there is no such place
   */
  static String allowed(String path) {
    List<Match> there = at(path);
    if (there.isEmpty()) {
      throw new HttpError(SC_NOT_FOUND, "there is no such path; see " + BASE + OpenApi.PATH);
    }
    return there.stream()
            .map(m -> m.route().changes() ? m.route().method() : "GET, HEAD")
            .sorted()
            .collect(Collectors.joining(", "))
        + ", OPTIONS";
  }

  /**
   * @throws HttpError if there is no such place, or it does not take the method
   */
  static Match find(String method, String path) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    return at(path).stream()
        .filter(m -> m.route().method().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> new HttpError(SC_METHOD_NOT_ALLOWED, "the methods here are " + allowed(path)));
  }
}
