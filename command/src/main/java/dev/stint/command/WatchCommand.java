package dev.stint.command;

import dev.stint.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stint watch ID}. */
@Command(
    name = "watch",
    footer = {"", "Example: stint watch 01a22c72-d9c9-7265-8b31-1ddc3e4b0db3 --for 10m"},
    description = {
      "Follow a task until it ends: each change of its status, its messages, and its progress with"
          + " rate and expected end. A lost connection is outlived.",
      "Exit code: 0 if it succeeded; 1 if it failed, was cancelled or superseded; 3 if there is no"
          + " such task; 5 if --for was over first, or Ctrl-C ended the watching."
    })
final class WatchCommand implements Callable<Integer> {

  private static final long LOOK_MILLIS = 500;

  @Mixin private Common common = new Common();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private DisplayOptions output = new DisplayOptions();

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "watch for at most this long (default: until it ends)")
  private Optional<Duration> within = Optional.empty();

  @Override
  public Integer call() throws Exception {
    TaskId task = common.id(id);
    try (OpenedStore home = store.look();
        Stopping stopping = new Stopping(home.stint())) {
      if (home.stint().ask().find(task).isEmpty()) {
        return common.refuse("there is no task " + task);
      }
      InstantSource clock = output.clock();
      TaskWatcher watcher =
          new TaskWatcher(home.stint().ask(), task, new WatchPrinter(common, output));
      Instant end = within.map(w -> clock.instant().plus(w)).orElse(Instant.MAX);
      do {
        OptionalInt code = watcher.look(clock.instant());
        if (code.isPresent()) {
          return code.getAsInt();
        }
      } while (clock.instant().isBefore(end) && !stopping.await(LOOK_MILLIS));
      watcher.leave();
      return Exit.WORK_LEFT;
    }
  }
}
