package dev.stint.web.page;

import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Gate;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Queues, or types, from figures of their lines. */
final class LineBoard {

  private final Stand stand;
  private final Gate.Kind kind;
  private final Function<Line, String> name;
  private final Instant now;

  LineBoard(Stand stand, Gate.Kind kind, Instant now) {
    this.stand = stand;
    this.kind = kind;
    this.name =
        kind == Gate.Kind.QUEUE ? line -> line.queue().value() : line -> line.type().value();
    this.now = now;
  }

  /** All that have tasks or are held, and these besides, in order. */
  List<LinesView.Row> rows(Set<String> besides, Function<String, String> description) {
    Set<String> names = new TreeSet<>(besides);
    stand.counts().forEach(c -> names.add(name.apply(c.line())));
    stand.depths().forEach(d -> names.add(name.apply(d.line())));
    stand.gates().stream().filter(g -> g.kind() == kind).forEach(g -> names.add(g.name()));
    long fullest = names.stream().mapToLong(n -> ready(n)).max().orElse(0);
    return names.stream()
        .map(n -> row(n, description.apply(n), besides.contains(n), fullest))
        .toList();
  }

  private LinesView.Row row(String of, String description, boolean known, long fullest) {
    Optional<Gate> gate =
        stand.gates().stream().filter(g -> g.kind() == kind && g.name().equals(of)).findFirst();
    boolean more = depths(of).anyMatch(ReadyDepth::atLeast);
    long ready = ready(of);
    return new LinesView.Row(
        of,
        description,
        known,
        Figures.counted(ready, more),
        fullest == 0 ? 0 : (int) Math.ceil(ready * 100.0 / fullest),
        Moment.of(depths(of).map(ReadyDepth::oldestDue).min(Comparator.naturalOrder()), now),
        counted(of, TaskStatus.RUNNING),
        counted(of, TaskStatus.FAILED),
        gate.filter(Gate::closed).isPresent(),
        gate.filter(g -> g.limit().isPresent())
            .map(g -> String.valueOf(g.limit().getAsInt()))
            .orElse(""));
  }

  private Stream<ReadyDepth> depths(String of) {
    return stand.depths().stream().filter(d -> name.apply(d.line()).equals(of));
  }

  private long ready(String of) {
    return depths(of).mapToLong(ReadyDepth::ready).sum();
  }

  private String counted(String of, TaskStatus status) {
    List<TaskCount> counts =
        stand.counts().stream()
            .filter(c -> c.status() == status && name.apply(c.line()).equals(of))
            .toList();
    return Figures.counted(
        counts.stream().mapToLong(TaskCount::tasks).sum(),
        counts.stream().anyMatch(TaskCount::atLeast));
  }
}
