package dev.stint.redis;

import dev.stint.application.spi.WaitStore;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * See {@link WaitStore}. The waiters of a target are a set beside it, their numbers a hash, and
 * those that owe are in order of time in their partition.
 */
final class RedisWaitStore implements WaitStore {

  private final Redis redis;
  private final TaskLocator locator;

  RedisWaitStore(Redis redis) {
    this.redis = redis;
    this.locator = new TaskLocator(redis);
  }

  @Override
  public List<Registered> register(List<Wait> waits) {
    return locator.letters("wait", 1, waits, Wait::target, RedisWaitStore::bind).stream()
        .map(RedisWaitStore::registered)
        .toList();
  }

  private static Registered registered(String letter) {
    return switch (letter) {
      case "W" -> Registered.WAITING;
      case "O" -> Registered.OVER;
      default -> Registered.GONE;
    };
  }

  private static void bind(Args args, Wait wait) {
    args.add(Row.hex(wait.target())).add(Row.hex(wait.waiter())).add(wait.fence().value());
  }

  /** What a target has owed since a moment in microseconds. */
  private record OwedWakes(long since, List<Wait> waits) {}

  @Override
  public List<Wait> owed(int limit, Duration age) {
    List<Object> answers =
        redis.callAll(
            redis.partitions().each("owed", () -> new Args().add(limit).add(SortKeys.micros(age))));
    List<OwedWakes> owed = new ArrayList<>();
    for (int p = 0; p < answers.size(); p++) {
      for (Object one : (List<?>) answers.get(p)) {
        owed.add(owedWakes((List<?>) one, p));
      }
    }
    return owed.stream()
        .sorted(Comparator.comparing(OwedWakes::since))
        .flatMap(o -> o.waits.stream())
        .limit(limit)
        .toList();
  }

  private OwedWakes owedWakes(List<?> parts, int partition) {
    TaskId target = Row.id(Args.text(parts.get(1)));
    redis.places().saw(target, partition);
    List<Wait> waits = waits(target, parts, 2).toList();
    return new OwedWakes(Long.parseLong(Args.text(parts.get(0))), waits);
  }

  /** Of a list of waiters and one of their numbers, at a place of an answer and the next. */
  private static Stream<Wait> waits(TaskId target, List<?> parts, int at) {
    List<?> waiters = (List<?>) parts.get(at);
    List<?> numbers = (List<?>) parts.get(at + 1);
    return IntStream.range(0, waiters.size())
        .mapToObj(i -> new Wait(target, Row.id(Args.text(waiters.get(i))), fence(numbers.get(i))));
  }

  private static Fence fence(@Nullable Object number) {
    return new Fence(number == null ? 0 : Long.parseLong(Args.text(number)));
  }

  @Override
  public List<Wait> owedBy(Collection<TaskId> targets, int limit) {
    List<Owed> answers = owedBy(List.copyOf(targets), limit);
    List<TaskId> missing = answers.stream().filter(o -> !o.stored).map(Owed::target).toList();
    List<TaskId> elsewhere = List.copyOf(locator.seek(missing).keySet());
    return Stream.concat(answers.stream(), owedBy(elsewhere, limit).stream())
        .flatMap(o -> o.waits.stream())
        .limit(limit)
        .toList();
  }

  private record Owed(TaskId target, boolean stored, List<Wait> waits) {}

  private List<Owed> owedBy(List<TaskId> targets, int limit) {
    return redis.batch(
        "owed_by",
        targets,
        redis.places()::of,
        (args, target) -> args.add(Row.hex(target)).add(limit),
        (answer, i) -> owed((List<?>) answer.get(i)),
        answer -> (List<?>) answer);
  }

  private static Owed owed(List<?> parts) {
    TaskId target = Row.id(Args.text(parts.get(0)));
    return new Owed(target, (Long) parts.get(1) == 1, waits(target, parts, 2).toList());
  }

  @Override
  public void clear(List<Wait> waits) {
    locator.letters("unwait", 1, waits, Wait::target, RedisWaitStore::bind);
  }
}
