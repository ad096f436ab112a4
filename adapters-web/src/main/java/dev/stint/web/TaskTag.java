package dev.stint.web;

import dev.stint.application.api.operate.SteerTasks;
import dev.stint.domain.task.VersionedTask;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** The name of how a task stands, by which callers steer what they have seen and nothing else. */
final class TaskTag {

  static final String IF_MATCH = "If-Match";

  private TaskTag() {}

  /**
   * As an ETag is written: of what steering is about, and not of the progress of a task that runs,
   * which would be another all the time. Nothing that is masked is in it.
   */
  static String of(VersionedTask task) {
    String stands =
        String.join(
            " ",
            task.run().status().name(),
            String.valueOf(task.fence().value()),
            String.valueOf(task.run().action()),
            String.valueOf(task.run().attempt()),
            task.signal().name(),
            String.valueOf(task.spec().priority()),
            task.spec().options().text());
    byte[] bytes = stands.getBytes(StandardCharsets.UTF_8);
    return "\"" + UUID.nameUUIDFromBytes(bytes) + "\"";
  }

  /**
   * How a caller has seen the task, or nothing of the kind. Not thread-safe.
   *
   * @param lines of the header, which is a list that may come in several
   */
  static Wanted wanted(List<String> lines) {
    List<String> tags =
        lines.stream().flatMap(line -> Arrays.stream(line.split(","))).map(String::strip).toList();
    return new Wanted(lines.isEmpty() ? List.of("*") : tags, new AtomicBoolean());
  }

  /**
   * What is wanted of a task.
   *
   * @param tags any of these; {@code *} is any at all
   */
  record Wanted(List<String> tags, AtomicBoolean stale) {

    /** Compared at the moment of the change. */
    SteerTasks guarded(SteerTasks steer) {
      return tags.contains("*") ? steer : steer.onlyIf(this::matches);
    }

    private boolean matches(VersionedTask task) {
      boolean matches = tags.contains(TaskTag.of(task));
      stale.set(!matches);
      return matches;
    }

    boolean isStale() {
      return stale.get();
    }
  }
}
