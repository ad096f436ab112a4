package dev.stint.web.trends;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.Fence;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Figures that change as somebody says, with a note of what they were asked. */
public final class ChangingFigures {

  public static final Line MAIL = line("default", "orders.mail");

  public final List<TaskCount> counts = new ArrayList<>();
  public final List<ReadyDepth> depths = new ArrayList<>();

  /** The last requested first. */
  public final List<TaskRow> rows = new ArrayList<>();

  final List<String> asked = new ArrayList<>();
  boolean sees = true;
  boolean away;

  public static Line line(String queue, String type) {
    return new Line(new QueueName(queue), new TaskTypeName(type));
  }

  public AskTasks port() {
    return (AskTasks)
        Proxy.newProxyInstance(
            AskTasks.class.getClassLoader(),
            new Class<?>[] {AskTasks.class},
            (self, method, arguments) ->
                method.getName().equals("seesFigures")
                    ? sees
                    : answer(method.getName(), arguments));
  }

  private Object answer(String verb, Object[] arguments) {
    asked.add(verb);
    if (away) {
      throw new IllegalStateException("the store is away");
    }
    return switch (verb) {
      case "counts" -> List.copyOf(counts);
      case "depths" -> List.copyOf(depths);
      case "search" -> search((TaskSearch) arguments[0]);
      default -> throw new AssertionError(verb);
    };
  }

  private TaskSearch.Page search(TaskSearch search) {
    asked.add(String.valueOf(search.limit()));
    return new TaskSearch.Page(
        rows.stream()
            .filter(r -> search.statuses().contains(r.status()))
            .limit(search.limit())
            .toList(),
        Optional.empty());
  }

  public void count(TaskStatus status, long tasks, boolean atLeast) {
    counts.removeIf(c -> c.status() == status);
    counts.add(new TaskCount(MAIL, Lane.BACKGROUND, status, tasks, atLeast));
  }

  public void end(TaskStatus status, Instant at) {
    rows.add(0, row(status, at));
  }

  private static TaskRow row(TaskStatus status, Instant ended) {
    TaskSpec spec =
        new TaskSpec(
            new TaskId(UUID.randomUUID()),
            MAIL,
            Lane.BACKGROUND,
            0,
            1,
            Payload.NONE,
            Payload.NONE,
            Payload.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Run run =
        new Run(
            status,
            Phase.NONE,
            0,
            Entry.EXECUTE,
            Payload.NONE,
            0,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new TaskRow(
        new VersionedTask(spec, run, new Fence(1), 1, Optional.empty(), Signal.NONE),
        ended,
        ended,
        Optional.of(ended),
        Optional.of(ended),
        Progress.NONE,
        Payload.NONE);
  }
}
