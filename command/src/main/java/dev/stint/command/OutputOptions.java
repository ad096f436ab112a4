package dev.stint.command;

import dev.stint.command.table.Screen;
import dev.stint.command.table.Times;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command that only looks shows what it found. */
final class OutputOptions {

  /** When to colour. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** How times are shown. */
  enum TimeStyle {
    RELATIVE,
    EXACT
  }

  /** In what form. */
  enum Format {
    TABLE,
    JSON,
    JSONL,
    CSV
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description =
          "table, json (the objects of the HTTP API), jsonl (one a line) or csv (default: table)")
  private java.util.Optional<Format> format = java.util.Optional.empty();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "auto, always or never; auto colours on a terminal, unless NO_COLOR is set"
              + " (default: ${DEFAULT-VALUE})")
  private Color color = Color.AUTO;

  @Option(
      names = "--times",
      paramLabel = "STYLE",
      description =
          "relative (3m ago, in 2h) or exact (ISO 8601 in UTC); default: relative on a terminal,"
              + " else exact")
  private java.util.Optional<TimeStyle> times = java.util.Optional.empty();

  @Option(
      names = "--header",
      negatable = true,
      description = "name the columns (default: on a terminal and in CSV)")
  private java.util.Optional<Boolean> header = java.util.Optional.empty();

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private Display display() {
    return ((Display.Holder) spec.root().userObject()).display();
  }

  Screen screen() {
    Display display = display();
    boolean colored =
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> display.color();
        };
    return new Screen(
        display.columns(), colored, header.orElse(display.terminal()), display.unicode());
  }

  /** Empty: as --json says. */
  Optional<Format> format() {
    return format;
  }

  boolean headedCsv() {
    return header.orElse(true);
  }

  InstantSource clock() {
    return display().clock();
  }

  Times times() {
    Display display = display();
    boolean relative = times.map(style -> style == TimeStyle.RELATIVE).orElse(display.terminal());
    return new Times(display.clock().instant(), relative);
  }
}
