package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Median;
import dev.stint.benchmarks.harness.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What contestants came to in rounds that alternate.
 *
 * @param <R> what one came to in one round
 */
final class Rounds<R> {

  private final Map<String, List<R>> runs = new LinkedHashMap<>();

  /** One round of one contestant. */
  @FunctionalInterface
  interface Run<R> {
    R of(Contestant contestant) throws Exception;
  }

  /** Rotates the order, because the first of a round finds another machine than the last. */
  static <R> Rounds<R> of(List<Contestant> contestants, int rounds, Run<R> run) throws Exception {
    Rounds<R> all = new Rounds<>();
    contestants.forEach(c -> all.runs.put(c.name(), new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        Contestant contestant = contestants.get((i + round) % contestants.size());
        R came = run.of(contestant);
        System.out.println("round " + (round + 1) + ": " + contestant.name() + " " + came);
        all.runs.computeIfAbsent(contestant.name(), c -> new ArrayList<>()).add(came);
      }
    }
    return all;
  }

  Iterable<String> names() {
    return runs.keySet();
  }

  List<R> of(String name) {
    return runs.getOrDefault(name, List.of());
  }

  double median(String name, ToDoubleFunction<R> figure) {
    return Median.of(of(name).stream().mapToDouble(figure).toArray());
  }

  /** The median as words. */
  String figure(String name, ToDoubleFunction<R> figure) {
    return Table.figure(median(name, figure));
  }

  String least(String name, ToDoubleFunction<R> figure) {
    return Table.figure(of(name).stream().mapToDouble(figure).min().orElse(Double.NaN));
  }

  String most(String name, ToDoubleFunction<R> figure) {
    return Table.figure(of(name).stream().mapToDouble(figure).max().orElse(Double.NaN));
  }

  /** Of Stint to each other, in words; none if Stint was not measured. */
  void ratios(Ratio<R> ratio) {
    String ours = Contestants.STINT;
    if (of(ours).isEmpty()) {
      return;
    }
    for (String theirs : names()) {
      if (!theirs.equals(ours)) {
        System.out.println(ratio.words(theirs, figure -> over(ours, theirs, figure)));
      }
    }
  }

  private String over(String ours, String theirs, ToDoubleFunction<R> figure) {
    return Table.figure(median(ours, figure) / median(theirs, figure));
  }

  /** How Stint stands to one other. */
  @FunctionalInterface
  interface Ratio<R> {
    String words(String theirs, Over<R> over);
  }

  /** One figure of Stint by the same of the other. */
  @FunctionalInterface
  interface Over<R> {
    String of(ToDoubleFunction<R> figure);
  }
}
