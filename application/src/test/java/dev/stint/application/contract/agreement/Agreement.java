package dev.stint.application.contract.agreement;

import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Does scripts on a store and on the in-memory reference, step by step, and compares what both
 * answer and all that can be read of them.
 */
public final class Agreement {

  /** Every this many steps the details of all tasks are read, not only of those in the step. */
  private static final int ALL_TASKS_EACH = 12;

  /** The number of tries after which shortening gives up. */
  private static final int TRIES = 600;

  private final Callable<StoreFixture> store;

  /**
   * @param store opens a fresh, empty store
   */
  public Agreement(Callable<StoreFixture> store) {
    this.store = store;
  }

  /** What differed, and after which step. */
  private record Difference(int step, String words) {}

  /** Does a script of so many steps; answers the shortest that differs, as a text for people. */
  public Optional<String> difference(long seed, int steps) {
    Script script = script(seed, steps);
    return differs(script, script.steps()).map(found -> shortest(script, found));
  }

  private Script script(long seed, int steps) {
    try (StoreFixture fixture = open()) {
      Instant beginning = fixture.stores().queries().health().now();
      return Script.of(seed, steps, beginning, fixture.takesSuccessors());
    }
  }

  private StoreFixture open() {
    try {
      return store.call();
    } catch (Exception e) {
      throw new IllegalStateException("the store did not open", e);
    }
  }

  private Optional<Difference> differs(Script of, List<Step> script) {
    StoreFixture fixture = open();
    try (Side tested = new Side(fixture, fixture.takesSuccessors(), !of.tight());
        Side reference =
            new Side(new Reference(tested.now()), fixture.takesSuccessors(), !of.tight())) {
      TreeSet<Integer> tasks = new TreeSet<>();
      for (int i = 0; i < script.size(); i++) {
        Step step = script.get(i);
        tasks.addAll(step.tasks());
        boolean all = i == script.size() - 1 || i % ALL_TASKS_EACH == 0;
        Optional<String> found = differs(step, reference, tested, all ? tasks : step.tasks());
        if (found.isPresent()) {
          return Optional.of(new Difference(i, found.get()));
        }
      }
      return Optional.empty();
    }
  }

  private static Optional<String> differs(
      Step step, Side reference, Side tested, Collection<Integer> tasks) {
    Map<String, String> expected = done(step, reference);
    Map<String, String> found = done(step, tested);
    if (expected.equals(found)) {
      expected = read(reference, tasks);
      found = read(tested, tasks);
    }
    return expected.equals(found) ? Optional.empty() : Optional.of(words(expected, found));
  }

  private static Map<String, String> done(Step step, Side side) {
    try {
      return side.leaves.of("answer", step.on(side), Optional.empty());
    } catch (StoreException | IllegalStateException | IllegalArgumentException e) {
      return Map.of("answer", "throws " + e);
    }
  }

  private static Map<String, String> read(Side side, Collection<Integer> tasks) {
    int workers =
        side.stores.queries().workers().stream()
            .mapToInt(w -> Sample.number(w.id()))
            .max()
            .orElse(0);
    return Reading.whole(side).tasks(tasks).workers(workers).names().leaves();
  }

  private static String words(Map<String, String> expected, Map<String, String> found) {
    List<String> lines = new ArrayList<>();
    Map<String, String> all = new LinkedHashMap<>(expected);
    all.putAll(found);
    for (String path : all.keySet()) {
      String wanted = expected.getOrDefault(path, "(not there)");
      String got = found.getOrDefault(path, "(not there)");
      if (!wanted.equals(got)) {
        lines.add("  %s: reference %s, store %s".formatted(path, wanted, got));
      }
    }
    return String.join("\n", lines);
  }

  private String shortest(Script script, Difference first) {
    List<Step> steps = new ArrayList<>(script.steps().subList(0, first.step() + 1));
    Difference last = first;
    int tries = 0;
    for (int size = Math.max(1, steps.size() / 2); size > 0; size = size == 1 ? 0 : size / 2) {
      for (int from = steps.size() - size; from >= 0 && tries < TRIES; from -= size) {
        List<Step> shorter = new ArrayList<>(steps);
        shorter.subList(from, Math.min(from + size, shorter.size())).clear();
        tries++;
        Optional<Difference> differs =
            shorter.isEmpty() ? Optional.empty() : differs(script, shorter);
        if (differs.isPresent()) {
          last = differs.get();
          steps = new ArrayList<>(shorter.subList(0, last.step() + 1));
          from = Math.min(from, steps.size());
        }
      }
    }
    return words(script.seed(), steps, Objects.requireNonNull(last));
  }

  private static String words(long seed, List<Step> steps, Difference difference) {
    StringBuilder text = new StringBuilder();
    text.append("The store and the reference differ, seed ").append(seed);
    text.append(". The shortest script:\n");
    IntStream.range(0, steps.size())
        .forEach(i -> text.append("  %d. %s%n".formatted(i + 1, steps.get(i))));
    return text.append("After the last step:\n").append(difference.words()).toString();
  }
}
