package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;

import dev.stint.web.ApiRole;
import dev.stint.web.HttpError;
import dev.stint.web.events.Watch;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that a page can be asked for.
 *
 * @param changes whether it is a form that changes something
 * @param path of the servlet; {@code *} stands for one part of it
 * @param figures whether it concerns all tasks
 * @param watcher tells those who have it open what changes; empty if it stays as it is
 */
record PageRoute(
    boolean changes,
    String path,
    ApiRole role,
    boolean figures,
    Handler handler,
    Optional<Function<Visit, Watch>> watcher) {

  /** Answers a call that was let through. */
  @FunctionalInterface
  interface Handler {
    Reply answer(Visit visit);
  }

  static PageRoute look(String path, Handler handler) {
    return new PageRoute(false, path, ApiRole.READ, false, handler, Optional.empty());
  }

  static PageRoute change(String path, ApiRole role, Handler handler) {
    return new PageRoute(true, path, role, false, handler, Optional.empty());
  }

  /** A copy for this role. */
  PageRoute by(ApiRole needed) {
    return new PageRoute(changes, path, needed, figures, handler, watcher);
  }

  PageRoute ofFigures() {
    return new PageRoute(changes, path, role, true, handler, watcher);
  }

  /** A copy about which is told what changes. */
  PageRoute watched(Function<Visit, Watch> value) {
    return new PageRoute(changes, path, role, figures, handler, Optional.of(value));
  }

  /**
   * @throws HttpError if it stays as it is
   */
  Watch watch(Visit visit) {
    return watcher
        .orElseThrow(() -> new HttpError(SC_NOT_FOUND, "nothing is told of this page"))
        .apply(visit);
  }

  /** Whether it is this one that is asked for. */
  boolean matches(String asked) {
    int star = path.indexOf('*');
    if (star < 0) {
      return path.equals(asked);
    }
    String end = path.substring(star + 1);
    return asked.length() > path.length() - 1
        && asked.startsWith(path.substring(0, star))
        && asked.endsWith(end)
        && asked.substring(star, asked.length() - end.length()).indexOf('/') < 0;
  }

  /** The part of the path that the star matches; empty if there is no star. */
  String id(String asked) {
    int star = path.indexOf('*');
    return star < 0 ? "" : asked.substring(star, asked.length() - (path.length() - star - 1));
  }
}
