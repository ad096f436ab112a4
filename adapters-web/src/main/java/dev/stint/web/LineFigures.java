package dev.stint.web;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.Line;
import dev.stint.domain.policy.Gate;
import dev.stint.domain.task.ReadyDepth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/** How queues, or types, stand: what is ready in them, and whether they are held. Immutable. */
final class LineFigures {

  /**
   * @param atLeast whether more may be ready: the store stopped counting
   * @param oldestDue empty if none is ready
   */
  record Figure(Gate gate, long ready, boolean atLeast, Optional<Instant> oldestDue) {

    private Figure held(Gate by) {
      return new Figure(by, ready, atLeast, oldestDue);
    }

    private Figure and(ReadyDepth depth) {
      Instant oldest =
          oldestDue.filter(o -> o.isBefore(depth.oldestDue())).orElse(depth.oldestDue());
      return new Figure(
          gate, ready + depth.ready(), atLeast || depth.atLeast(), Optional.of(oldest));
    }
  }

  private final Gate.Kind kind;
  private final Map<String, Figure> figures = new TreeMap<>();

  private LineFigures(Gate.Kind kind, AskTasks ask, List<Gate> gates, Function<Line, String> name) {
    this.kind = kind;
    ask.counts().forEach(c -> figures.putIfAbsent(name.apply(c.line()), of(name.apply(c.line()))));
    ask.depths().forEach(d -> figures.put(name.apply(d.line()), of(name.apply(d.line())).and(d)));
    gates.stream()
        .filter(g -> g.kind() == kind)
        .forEach(g -> figures.put(g.name(), of(g.name()).held(g)));
  }

  static LineFigures ofQueues(AskTasks ask, List<Gate> gates) {
    return new LineFigures(Gate.Kind.QUEUE, ask, gates, line -> line.queue().value());
  }

  static LineFigures ofTypes(AskTasks ask, List<Gate> gates) {
    return new LineFigures(Gate.Kind.TYPE, ask, gates, line -> line.type().value());
  }

  /** All that have tasks or are held, in order. */
  List<String> names() {
    return new ArrayList<>(figures.keySet());
  }

  Figure of(String name) {
    Figure none =
        new Figure(new Gate(kind, name, false, OptionalInt.empty()), 0, false, Optional.empty());
    return figures.getOrDefault(name, none);
  }
}
