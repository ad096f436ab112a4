package dev.stint.web;

import dev.stint.domain.TaskId;
import dev.stint.web.events.Watch;
import java.util.List;
import java.util.Optional;

/** Live events, as browsers and programs read them ({@code text/event-stream}). */
final class EventRoutes {

  private static final String LAST = "Last-Event-ID";
  private static final FigureWatch FIGURES = new FigureWatch();

  private EventRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.events("/tasks/" + Route.ID + "/events", EventRoutes::ofTask),
        Route.events("/events", EventRoutes::ofFigures).ofFigures());
  }

  /** What somebody watches of a task, others may not see: only the same person's share a look. */
  private record Seen(String name, Object who, TaskId task) {}

  private static ApiAnswer ofTask(Call call) {
    TaskId task = call.task().id();
    Object key = new Seen("task", call.who(), task);
    return ApiAnswer.events(
        new Watch(key, new TaskWatch(task), call.acting().ask(), last(call.header(LAST))));
  }

  /** Figures are the same for all who may see them. */
  private static ApiAnswer ofFigures(Call call) {
    return ApiAnswer.events(new Watch("figures", FIGURES, call.acting().ask(), 0));
  }

  /** Browsers send back what they were told; anything else is the beginning. */
  private static int last(Optional<String> said) {
    return said.filter(s -> s.matches("\\d{1,9}")).map(Integer::parseInt).orElse(0);
  }
}
