package dev.stint.web.page;

import dev.stint.application.api.operate.SteerTasks;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.task.VersionedTask;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a task stood when a page with buttons was made. The forms of the page send it along, so that
 * a button does to a task what somebody read beside it, and nothing to what became of it since.
 */
final class SeenTask {

  /** The field of a form: an id, a space, and how the task stood. */
  static final String FIELD = "seen";

  private static final String AT_WORK = "AT_WORK";

  private SeenTask() {}

  /** What a form sends; nothing that is masked can be told from it. */
  static String of(VersionedTask task) {
    return task.spec().id() + " " + version(task);
  }

  /** The same of every step that it took, for what depends on where in its plan it stands. */
  static String exactly(VersionedTask task) {
    return task.spec().id() + " " + step(task);
  }

  private static String version(VersionedTask task) {
    return name(
        standing(task),
        task.signal().name(),
        String.valueOf(task.spec().priority()),
        task.spec().options().text());
  }

  private static String step(VersionedTask task) {
    return name("step", String.valueOf(task.fence().value()), String.valueOf(task.sequence()));
  }

  private static String name(String... stands) {
    byte[] bytes = String.join(" ", stands).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(bytes).toString();
  }

  /**
   * In the words of people: a task that has begun goes from stint to stint and from attempt to
   * attempt by itself, and can be steered all the same; one that is over may have been begun anew
   * and ended again.
   */
  private static String standing(VersionedTask task) {
    Run run = task.run();
    if (run.status().finished()) {
      return run.status() + " " + task.fence().value();
    }
    return switch (run.status()) {
      case RUNNING, YIELDED, RETRYING, INTERRUPTED -> AT_WORK;
      default -> run.status().name();
    };
  }

  /** Steers what the form was made for as it then stood; what it does not tell of, as it stands. */
  static Guard guard(Form form) {
    Function<String[], String> id = said -> said[0];
    Map<String, String> seen =
        form.all(FIELD).stream()
            .map(said -> said.split(" ", 2))
            .filter(said -> said.length == 2)
            .collect(Collectors.toMap(id, said -> said[1], (one, other) -> one));
    return new Guard(seen, ConcurrentHashMap.newKeySet());
  }

  /**
   * What is compared at the moment of the change.
   *
   * @param seen versions by ids
   * @param changed the ids of those that were found otherwise
   */
  record Guard(Map<String, String> seen, Set<String> changed) {

    SteerTasks over(SteerTasks steer) {
      return seen.isEmpty() ? steer : steer.onlyIf(this::holds);
    }

    private boolean holds(VersionedTask task) {
      String id = task.spec().id().toString();
      String then = seen.get(id);
      boolean holds = then == null || version(task).equals(then) || step(task).equals(then);
      if (holds) {
        changed.remove(id);
      } else {
        changed.add(id);
      }
      return holds;
    }

    boolean isChanged(TaskId task) {
      return changed.contains(task.toString());
    }
  }
}
