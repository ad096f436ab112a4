package dev.stint.command;

import dev.stint.command.table.Screen;
import dev.stint.command.table.Times;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command shows to people what it found. */
class DisplayOptions {

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
  private Optional<TimeStyle> times = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private Display display() {
    return ((Display.Holder) spec.root().userObject()).display();
  }

  final Screen screen() {
    Display display = display();
    boolean colored =
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> display.color();
        };
    boolean headed = header().orElse(display.terminal());
    return new Screen(display.columns(), colored, headed, display.unicode());
  }

  /** Whether columns are named; empty where the call does not say. */
  Optional<Boolean> header() {
    return Optional.empty();
  }

  final InstantSource clock() {
    return display().clock();
  }

  final Times times() {
    Display display = display();
    boolean relative = times.map(style -> style == TimeStyle.RELATIVE).orElse(display.terminal());
    return new Times(display.clock().instant(), relative);
  }
}
