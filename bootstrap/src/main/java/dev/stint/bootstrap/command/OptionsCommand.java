package dev.stint.bootstrap.command;

import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.SteerTasks;
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
    description = "Change the settings of tasks that are not over, from their next stint on.",
    mixinStandardHelpOptions = true)
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
      description = "each retry waits so many times the first wait longer than the one before")
  private int multiplier;

  @Option(names = "--keep", paramLabel = "TIME", description = "how long it stays once finished")
  private Optional<Duration> keep = Optional.empty();

  @Override
  List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
    Optional<RetryPolicy> retry = retries.map(n -> RetryPolicy.linear(n, wait, multiplier));
    UnaryOperator<RequestOptions> change =
        options -> {
          RequestOptions retried = retry.map(options::retry).orElse(options);
          return keep.map(retried::keep).orElse(retried);
        };
    if (retry.isEmpty() && keep.isEmpty()) {
      throw usage("say what to change: --retries or --keep");
    }
    return steer.options(tasks, change);
  }
}
