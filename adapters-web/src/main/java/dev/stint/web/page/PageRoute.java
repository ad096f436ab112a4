package dev.stint.web.page;

import dev.stint.web.ApiRole;

/**
 * One thing that a page can be asked for.
 *
 * @param changes whether it is a form that changes something
 * @param path of the servlet; {@code *} stands for one part of it
 * @param figures whether it concerns all tasks
 */
record PageRoute(boolean changes, String path, ApiRole role, boolean figures, Handler handler) {

  /** Answers a call that was let through. */
  @FunctionalInterface
  interface Handler {
    Reply answer(Visit visit);
  }

  static PageRoute look(String path, Handler handler) {
    return new PageRoute(false, path, ApiRole.READ, false, handler);
  }

  static PageRoute change(String path, ApiRole role, Handler handler) {
    return new PageRoute(true, path, role, false, handler);
  }

  PageRoute ofFigures() {
    return new PageRoute(changes, path, role, true, handler);
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
