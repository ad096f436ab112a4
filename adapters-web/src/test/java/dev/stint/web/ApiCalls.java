package dev.stint.web;

import dev.stint.domain.TaskId;

/** A well formed call of each route. */
final class ApiCalls {

  private ApiCalls() {}

  static ApiSite.Reply call(ApiSite site, Route route, String user, ApiRole role, TaskId task)
      throws Exception {
    String path = route.path().replace(Route.ID, task.toString());
    return route.changes()
        ? site.send(path, ApiSite.posting(body(route, task)), ApiSite.as(user, role))
        : site.send(path, ApiSite.as(user, role));
  }

  private static String body(Route route, TaskId task) {
    if (route.fields().contains("ids")) {
      return "{\"ids\":[\"%s\"],\"verb\":\"PAUSE\"}".formatted(task);
    }
    if (route.fields().contains("olderThan")) {
      return "{\"olderThan\":\"PT0S\"}";
    }
    if (route.fields().contains("type")) {
      return "{\"type\":\"host.mail\",\"arguments\":\"x\"}";
    }
    if (route.path().startsWith("/schedules")) {
      return "{\"name\":\"s\"}";
    }
    if (route.fields().contains("name")) {
      return "{\"name\":\"held\"}";
    }
    if (route.fields().contains("items")) {
      return "{\"items\":[\"row 7\"]}";
    }
    if (route.fields().contains("cursor")) {
      return "{\"action\":1,\"cursor\":\"7\"}";
    }
    return route.fields().contains("priority")
        ? "{\"priority\":3}"
        : route.fields().isEmpty() ? "{}" : "{\"keep\":\"P1D\"}";
  }
}
