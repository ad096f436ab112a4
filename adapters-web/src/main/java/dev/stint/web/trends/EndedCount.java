package dev.stint.web.trends;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks ended from one look to the next. No store keeps that, so it is told from below by
 * what is cheap to ask however many tasks there are: by how much a figure grew that is counted
 * exactly, and by those requested last of the ones that are over. Not thread-safe.
 */
final class EndedCount {

  /** Tasks of each kind that a look reads. */
  static final int MOST = 1_000;

  private static final Set<TaskStatus> WELL =
      Arrays.stream(TaskStatus.values())
          .filter(s -> s.finished() && s != TaskStatus.FAILED)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(TaskStatus.class)));

  /** What is counted for itself. */
  private record Figure(Line line, TaskStatus status) {}

  /**
   * What ended.
   *
   * @param atLeast whether there may be more
   */
  record Ended(long ended, long failed, boolean atLeast) {}

  private Optional<Map<Figure, TaskCount>> before = Optional.empty();
  private Instant last = Instant.MIN;

  /** What ended before the next look is not known. */
  void forget() {
    before = Optional.empty();
  }

  /** Empty at the first look. */
  Optional<Ended> look(AskTasks ask, List<TaskCount> counts) {
    Map<Figure, TaskCount> now = figures(counts);
    List<TaskRow> well = read(ask, WELL);
    List<TaskRow> failed = read(ask, Set.of(TaskStatus.FAILED));
    Optional<Ended> ended = before.map(then -> ended(then, now, fresh(well), fresh(failed)));
    before = Optional.of(now);
    last =
        Stream.concat(well.stream(), failed.stream())
            .flatMap(row -> row.finished().stream())
            .reduce(last, (a, b) -> a.isBefore(b) ? b : a);
    return ended;
  }

  private static List<TaskRow> read(AskTasks ask, Set<TaskStatus> statuses) {
    return ask.search(TaskSearch.ALL.statuses(statuses).limit(MOST)).tasks();
  }

  private List<TaskRow> fresh(List<TaskRow> rows) {
    return rows.stream().filter(r -> r.finished().filter(last::isBefore).isPresent()).toList();
  }

  private static Map<Figure, TaskCount> figures(List<TaskCount> counts) {
    return counts.stream()
        .filter(c -> c.status().finished())
        .collect(Collectors.toMap(c -> new Figure(c.line(), c.status()), c -> c, TaskCount::and));
  }

  private static Ended ended(
      Map<Figure, TaskCount> then,
      Map<Figure, TaskCount> now,
      List<TaskRow> well,
      List<TaskRow> failed) {
    Map<Figure, Long> ended = new HashMap<>();
    Stream.concat(well.stream(), failed.stream())
        .forEach(
            row ->
                ended.merge(new Figure(row.standing().spec().line(), row.status()), 1L, Long::sum));
    now.forEach((figure, count) -> ended.merge(figure, grown(then.get(figure), count), Long::max));
    boolean full = Math.max(well.size(), failed.size()) >= MOST;
    boolean inexact = now.values().stream().anyMatch(TaskCount::atLeast);
    return new Ended(sum(ended, false), sum(ended, true), full && inexact);
  }

  private static long sum(Map<Figure, Long> ended, boolean failedAlone) {
    return ended.entrySet().stream()
        .filter(e -> !failedAlone || e.getKey().status() == TaskStatus.FAILED)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Cleaning and restarts take tasks away again, so it may have been more. */
  private static long grown(@Nullable TaskCount then, TaskCount now) {
    if (now.atLeast() || (then != null && then.atLeast())) {
      return 0;
    }
    return Math.max(0, now.tasks() - (then == null ? 0 : then.tasks()));
  }
}
