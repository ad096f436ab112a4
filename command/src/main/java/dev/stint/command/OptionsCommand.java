package dev.stint.command;

import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.domain.TaskId;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stint options ID...}. */
@Command(
    name = "options",
    footer = {
      "",
      "Example: stint options 01a22c72-d9c9-7265-8b31-1ddc3e4b0db3 --retries 5 --retry-wait 1m"
    },
    description = "Change the settings of tasks that are not over, from their next stint on.")
final class OptionsCommand extends SteerCommand {

  @Option(names = "--retries", paramLabel = "N", description = "after the first try; -1: no end")
  private Optional<Integer> retries = Optional.empty();

  @Option(
      names = "--retry-wait",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "before the first retry (default: ${DEFAULT-VALUE})")
  private Duration wait = Duration.ZERO;

  @Option(
      names = "--retry-multiplier",
      paramLabel = "N",
      defaultValue = "0",
      description = "each retry waits this many times the first wait longer than the one before")
  private int multiplier;

  @Option(names = "--keep", paramLabel = "TIME", description = "how long it stays once finished")
  private Optional<Duration> keep = Optional.empty();

  @Option(
      names = "--history",
      paramLabel = "N",
      description = "how many records of its stints are kept, the newest; 0: none; all: every one")
  private Optional<String> history = Optional.empty();

  @Override
  List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
    Optional<RetryPolicy> retry = retries.map(n -> RetryPolicy.linear(n, wait, multiplier));
    Optional<Integer> records = history.map(this::records);
    UnaryOperator<RequestOptions> change =
        options -> {
          RequestOptions retried = retry.map(options::retry).orElse(options);
          RequestOptions kept = keep.map(retried::keep).orElse(retried);
          return records.map(kept::history).orElse(kept);
        };
    if (retry.isEmpty() && keep.isEmpty() && records.isEmpty()) {
      throw usage("say what to change: --retries, --keep or --history");
    }
    return steer.options(tasks, change);
  }

  private int records(String text) {
    if (text.equalsIgnoreCase("all")) {
      return RequestOptions.ALL_HISTORY;
    }
    if (text.matches("\\d{1,7}") && Integer.parseInt(text) <= RequestOptions.ALL_HISTORY) {
      return Integer.parseInt(text);
    }
    throw usage(
        "--history is 'all' or 0 to " + RequestOptions.ALL_HISTORY + ", not '" + text + "'");
  }
}
