package dev.stint.command;

import dev.stint.application.api.StoreTrouble;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;
import dev.stint.command.table.Screen;
import dev.stint.command.table.Tone;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stint top}. */
@Command(
    name = "top",
    footer = {"", "Example: stint top --every 5s"},
    description = {
      "Show what is ready, runs and fails, the workers and the slowest types, again and again. q or"
          + " Ctrl-C ends it.",
      "Failures and durations are those of the last 200 tasks that ended, by their request."
    })
final class TopCommand implements Callable<Integer> {

  private static final Duration LEAST = Duration.ofMillis(200);
  private static final long SLICE_MILLIS = 200;

  @Mixin private Basics basics = new Basics();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private DisplayOptions output = new DisplayOptions();

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "time between two looks (default: ${DEFAULT-VALUE})")
  private Duration every = Duration.ZERO;

  @Option(names = "--once", description = "print one frame and end")
  private boolean once;

  @Override
  public Integer call() throws Exception {
    if (every.compareTo(LEAST) < 0) {
      throw basics.usage("--every is at least 200ms");
    }
    if (!once && output.screen().width().isEmpty()) {
      throw basics.usage("top needs a terminal; print one frame with --once");
    }
    try (OpenedStore home = store.look();
        Stopping stopping = new Stopping(home.stint())) {
      AskTasks ask = home.stint().ask();
      if (once) {
        Terminal.printLaidOut(basics.out(), frame(TopFigures.of(ask), output.screen()));
      } else {
        live(ask, stopping);
      }
      return Exit.OK;
    }
  }

  private List<String> frame(TopFigures figures, Screen screen) {
    return TopFrame.lines(figures, screen, output.times().relative());
  }

  private void live(AskTasks ask, Stopping stopping) throws IOException, InterruptedException {
    try (LiveScreen live = LiveScreen.open()) {
      List<String> last = List.of();
      boolean ends = false;
      while (!ends) {
        Screen screen = output.screen().wide(live.columns());
        try {
          last = frame(TopFigures.of(ask), screen);
          live.draw(last);
        } catch (StoreException | UnknownOutcomeException e) {
          live.draw(lost(last, e, screen));
        }
        ends = waits(live, stopping);
      }
    }
  }

  /** The last frame, and why there is no newer one. What will not pass ends it. */
  private static List<String> lost(List<String> last, RuntimeException trouble, Screen screen) {
    if (!StoreTrouble.mayPass(trouble)) {
      throw trouble;
    }
    List<String> lines = new ArrayList<>(last.isEmpty() ? List.of("stint top") : last);
    lines.add(
        1, screen.paint(Tone.BAD, screen.fit("no answer; trying again: " + Causes.words(trouble))));
    return lines;
  }

  /** Answers whether to end. */
  private boolean waits(LiveScreen live, Stopping stopping)
      throws IOException, InterruptedException {
    for (long left = every.toMillis(); left > 0; left -= SLICE_MILLIS) {
      if (live.quits(Math.min(left, SLICE_MILLIS)) || stopping.await(0)) {
        return true;
      }
    }
    return false;
  }
}
