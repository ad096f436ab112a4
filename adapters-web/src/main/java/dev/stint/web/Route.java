package dev.stint.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One operation of the API, as the OpenAPI document has it too.
 *
 * @param method GET or POST
 * @param path below {@code /api/v1}, with {@code {id}} for a task
 * @param role that its caller needs
 * @param figures whether it needs the right to figures of all tasks, too
 * @param parameters all that may stand behind the question mark
 * @param fields all that the body may hold
 * @param answers the media type of what is answered when all is well
 */
record Route(
    String method,
    String path,
    ApiRole role,
    boolean figures,
    List<String> parameters,
    List<String> fields,
    String answers,
    Handler handler) {

  static final String ID = "{id}";

  /** What it does. */
  @FunctionalInterface
  interface Handler {
    ApiAnswer answer(Call call);
  }

  Route {
    parameters = List.copyOf(parameters);
    fields = List.copyOf(fields);
  }

  static Route get(String path, List<String> parameters, Handler handler) {
    return new Route(
        "GET", path, ApiRole.READ, false, parameters, List.of(), ApiAnswer.JSON, handler);
  }

  /** One that goes on, with events as they come. */
  static Route events(String path, Handler handler) {
    return new Route(
        "GET", path, ApiRole.READ, false, List.of(), List.of(), ApiAnswer.EVENTS, handler);
  }

  static Route post(String path, ApiRole role, List<String> fields, Handler handler) {
    return new Route("POST", path, role, false, List.of(), fields, ApiAnswer.JSON, handler);
  }

  /** A copy for those who may see figures of all tasks. */
  Route ofFigures() {
    return new Route(method, path, role, true, parameters, fields, answers, handler);
  }

  /** Whether it is about one task, which its path names. */
  boolean ofTask() {
    return path.contains(ID);
  }

  boolean changes() {
    return !method.equals("GET");
  }

  /** What stands for the parts in braces, in order; empty if the path is another one. */
  Optional<List<String>> matches(String asked) {
    String[] wanted = path.split("/", -1);
    String[] parts = asked.split("/", -1);
    if (wanted.length != parts.length) {
      return Optional.empty();
    }
    List<String> found = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if (wanted[i].equals(ID)) {
        found.add(parts[i]);
      } else if (!wanted[i].equals(parts[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }
}
