package dev.stint.application.contract.agreement;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.ClaimId;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.VersionedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a script has named so far, and where the reference stands just now. */
final class Known {

  static final TaskTypeName ANOTHER_TYPE = new TaskTypeName("another");
  static final Line ANOTHER_LINE = new Line(QueueName.DEFAULT, ANOTHER_TYPE);
  static final List<Line> LINES = List.of(Sample.LINE, Sample.OTHER_LINE, ANOTHER_LINE);
  static final List<String> KEYS = List.of("key a", "key b", "key c", "key d");
  static final List<String> SERIALS = List.of("serial a", "serial b");
  static final List<String> MUTEXES = List.of("mutex a", "mutex b");
  static final List<String> LIMITS = List.of("limit a", "limit b");

  final Draw draw;
  final Side reference;

  /** See {@link Script}. */
  final boolean tight;

  private final List<Integer> workers = new ArrayList<>();
  private final int most;
  private int tasks;
  private final List<ClaimId> claims = new ArrayList<>();

  /**
   * @param most live tasks, from which on none are requested but by stints
   */
  Known(Draw draw, Side reference, boolean tight, int most) {
    this.tight = tight;
    this.most = most;
    this.draw = draw;
    this.reference = reference;
  }

  int newTask() {
    return ++tasks;
  }

  int tasks() {
    return tasks;
  }

  /** Whether there are as many live tasks as this script is to have. */
  boolean full() {
    return most < Integer.MAX_VALUE && where(s -> !s.run().status().finished()).size() >= most;
  }

  /** Every task that was named so far. */
  Set<Integer> all() {
    return IntStream.rangeClosed(1, tasks).boxed().collect(Collectors.toUnmodifiableSet());
  }

  /** The claims that were made so far. */
  List<ClaimId> claims() {
    return claims;
  }

  ClaimId newClaim(int worker) {
    claims.add(new ClaimId(Sample.worker(worker), claims.size() + 1));
    return claims.get(claims.size() - 1);
  }

  int newWorker() {
    workers.add(workers.size() + 1);
    return workers.size();
  }

  int workers() {
    return workers.size();
  }

  /** One of the youngest workers, mostly; now and then any. */
  int worker() {
    int from = draw.chance(90) ? Math.max(1, workers.size() - 2) : 1;
    return draw.between(from, workers.size());
  }

  /** The tasks that the reference has and that stand like this. */
  List<Integer> where(Predicate<VersionedTask> such) {
    return IntStream.rangeClosed(1, tasks)
        .filter(task -> reference.standing(task).filter(such).isPresent())
        .boxed()
        .toList();
  }

  List<Integer> present() {
    return where(s -> true);
  }

  /** The claims under which a task is RUNNING, as numbers of tasks; the last claim of each. */
  List<Integer> running() {
    return where(s -> s.run().status() == TaskStatus.RUNNING).stream()
        .filter(task -> reference.claims(task) > 0)
        .toList();
  }

  /** Any task by number, though there may be none of it any more. */
  int anyTask() {
    List<Integer> live = full() ? where(s -> !s.run().status().finished()) : List.of();
    if (!live.isEmpty() && draw.chance(80)) {
      return draw.of(live);
    }
    return draw.between(1, Math.max(1, tasks));
  }
}
