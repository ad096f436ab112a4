package dev.stint.command;

import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.DisplayWidth;
import dev.stint.command.table.HarmlessText;
import dev.stint.command.table.Screen;
import dev.stint.command.table.Table;
import dev.stint.command.table.TableText;
import dev.stint.command.table.Tone;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what happens to a task: lines, below them the progress of now on a terminal. */
final class WatchPrinter {

  private static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final String NEW_LINE = "\r\u001B[K";

  private static final List<Column> COLUMNS =
      List.of(Column.whole("", 0), Column.whole("", 0), Column.prose("", 0));

  private final Common common;
  private final Screen screen;
  private final boolean exact;
  private String shown = "";
  private Instant told = Instant.MIN;

  WatchPrinter(Common common, DisplayOptions output) {
    this.common = common;
    this.screen = output.screen();
    this.exact = !output.times().relative();
  }

  void event(WatchWords.Event event, Instant now) {
    if (common.json) {
      json(event.kind(), event.facts(), now);
    } else {
      line(now, event.word(), event.text());
    }
  }

  private void json(String kind, Map<String, Object> facts, Instant now) {
    Map<String, Object> all = new LinkedHashMap<>(facts);
    all.put("event", kind);
    all.put("at", now.toString());
    Terminal.printJson(common.out(), Json.of(all));
  }

  private void line(Instant now, Cell word, String text) {
    List<Cell> cells = List.of(time(now), word, Cell.of(text));
    Table table = new Table(COLUMNS, List.of(cells));
    clear();
    Terminal.printLaidOut(common.out(), TableText.lines(table, screen.unheaded()));
  }

  private Cell time(Instant now) {
    return Cell.of(exact ? now : CLOCK.format(now), Tone.FAINT);
  }

  /** On a terminal the same line again and again; else a line now and then. */
  void progress(TaskRow row, String words, Instant now) {
    boolean rewrites = screen.width().isPresent() && !common.json;
    if (words.equals(shown) || !rewrites && now.isBefore(told.plus(BETWEEN))) {
      return;
    }
    told = now;
    if (common.json) {
      json(
          "progress",
          Map.of(
              "done",
              row.progress().done(),
              "total",
              row.progress().total(),
              "percent",
              row.progress().percent(),
              "text",
              row.progress().text()),
          now);
    } else if (rewrites) {
      clear();
      String line = HarmlessText.of(words);
      common.out().print(DisplayWidth.cut(line, screen.width().getAsInt() - 1, screen.ellipsis()));
      common.out().flush();
    } else {
      line(now, Cell.of("progress"), words);
    }
    shown = words;
  }

  private void clear() {
    if (!shown.isEmpty() && screen.width().isPresent()) {
      common.out().print(NEW_LINE);
    }
    shown = "";
  }

  void warn(String sentence) {
    clear();
    common.out().flush();
    common.warn(sentence);
  }
}
