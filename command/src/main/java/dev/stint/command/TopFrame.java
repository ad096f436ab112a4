package dev.stint.command;

import dev.stint.command.table.Ages;
import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.DisplayWidth;
import dev.stint.command.table.Screen;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.Sheet.Part;
import dev.stint.command.table.Table;
import dev.stint.command.table.Times;
import dev.stint.command.table.Tone;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One frame of {@code stint top}: a pure function of what was found and of the room there is. */
final class TopFrame {

  static final Duration RECENTLY = Duration.ofMinutes(5);

  private static final int MOST_ROWS = 8;
  private static final String GAP = "   ";
  private static final Pattern PAINT = Pattern.compile("\u001B\\[\\d*m");
  private static final List<Column> LINES =
      List.of(
          Column.text("QUEUE", 0),
          Column.text("TYPE", 0),
          Column.number("READY", 0),
          Column.whole("OLDEST DUE", 1),
          Column.number("RUNNING", 0));
  private static final List<Column> SLOW =
      List.of(
          Column.text("SLOWEST TYPES", 0),
          Column.number("RUNNING", 0),
          Column.number("LONGEST", 0),
          Column.number("MEAN", 1),
          Column.number("OF", 2));

  private final TopFigures figures;
  private final Screen screen;
  private final Times times;

  private TopFrame(TopFigures figures, Screen screen, boolean relative) {
    this.figures = figures;
    this.screen = screen.headed();
    this.times = new Times(figures.now(), relative);
  }

  static List<String> lines(TopFigures figures, Screen screen, boolean relative) {
    return new TopFrame(figures, screen, relative).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(screen.fit(title())));
    lines.addAll(summary());
    lines.add("");
    List<TaskRow> failed = figures.failedSince(figures.now().minus(RECENTLY));
    Sheet sheet =
        new Sheet(
            List.of(
                new Part("", 0, top(lineTable()), "nothing is ready or runs"),
                new Part("", 0, top(FigureTables.workers(figures.workers(), times)), "no workers"),
                new Part("", 0, top(slowTable()), ""),
                new Part("Failed in the last 5 minutes", 0, top(TaskTable.of(failed, times)), "")));
    lines.addAll(sheet.lines(screen));
    return lines;
  }

  private String title() {
    return "stint top   %s   %s"
        .formatted(figures.store(), figures.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private List<String> summary() {
    long failed = figures.failedSince(figures.now().minus(RECENTLY)).size();
    long lost = figures.workers().size() - figures.live();
    List<String> facts = new ArrayList<>();
    facts.add("ready " + Cell.number(figures.ready()).shown());
    figures.oldestDue().ifPresent(at -> facts.add("oldest due " + times.words(at)));
    facts.add(painted("running ", figures.tasks(TaskStatus.RUNNING), Tone.BUSY));
    facts.add(painted("failed in 5m ", failed, Tone.BAD));
    facts.add(painted("live workers ", figures.live(), Tone.GOOD));
    if (lost > 0) {
      facts.add(painted("LOST ", lost, Tone.BAD));
    }
    return flowed(facts);
  }

  /** As many in a line as there is room for. */
  private List<String> flowed(List<String> facts) {
    List<String> lines = new ArrayList<>();
    int used = Integer.MAX_VALUE;
    for (String fact : facts) {
      int cells = DisplayWidth.of(PAINT.matcher(fact).replaceAll(""));
      if (lines.isEmpty() || used + GAP.length() + cells > screen.width().orElse(1_000)) {
        lines.add(fact);
        used = cells;
      } else {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + GAP + fact);
        used += GAP.length() + cells;
      }
    }
    return lines;
  }

  private String painted(String word, long number, Tone tone) {
    return word + screen.paint(number == 0 ? Tone.PLAIN : tone, Cell.number(number).shown());
  }

  private static Table top(Table table) {
    return new Table(
        table.columns(), table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size())));
  }

  /** Lines in which something is ready or runs, the longest waiting first. */
  private Table lineTable() {
    Map<Line, Long> running =
        figures.counts().stream()
            .filter(c -> c.status() == TaskStatus.RUNNING)
            .collect(
                Collectors.groupingBy(
                    TaskCount::line, LinkedHashMap::new, Collectors.summingLong(TaskCount::tasks)));
    Map<Line, ReadyDepth> ready =
        figures.depths().stream()
            .sorted(Comparator.comparing(ReadyDepth::oldestDue))
            .collect(
                Collectors.toMap(
                    ReadyDepth::line, Function.identity(), TopFrame::both, LinkedHashMap::new));
    Set<Line> lines = new LinkedHashSet<>(ready.keySet());
    lines.addAll(running.keySet());
    return new Table(
        LINES,
        lines.stream()
            .map(l -> cells(l, Optional.ofNullable(ready.get(l)), running.getOrDefault(l, 0L)))
            .toList());
  }

  /** Of two lanes of a line. */
  private static ReadyDepth both(ReadyDepth one, ReadyDepth other) {
    return new ReadyDepth(
        one.line(),
        one.lane(),
        one.ready() + other.ready(),
        one.oldestDue().isBefore(other.oldestDue()) ? one.oldestDue() : other.oldestDue(),
        one.atLeast() || other.atLeast());
  }

  private List<Cell> cells(Line line, Optional<ReadyDepth> ready, long running) {
    return List.of(
        Cell.of(line.queue()),
        Cell.of(line.type()),
        Cell.of(ready.map(ReadyDepth::figure).orElse("0")),
        ready.map(d -> times.cell(d.oldestDue())).orElse(Cell.NONE),
        Cell.number(running));
  }

  private Table slowTable() {
    return new Table(
        SLOW,
        figures.slowest().stream()
            .map(
                s ->
                    List.of(
                        Cell.of(s.type()),
                        Cell.number(s.running()),
                        s.running() > 0 ? Cell.of(Ages.span(s.longest())) : Cell.NONE,
                        s.mean().map(m -> Cell.of(Ages.span(m))).orElse(Cell.NONE),
                        Cell.number(s.ended())))
            .toList());
  }
}
