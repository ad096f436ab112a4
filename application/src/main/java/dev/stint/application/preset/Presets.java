package dev.stint.application.preset;

import dev.stint.application.api.Config;
import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.HttpStatusException;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.domain.life.ActionPolicy;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.Turn;
import java.time.Duration;

/** The rules of the four systems whose documents asked for this one; docs/coming-from.md. */
public final class Presets {

  private static final RunBatch.Limits USUAL = RunBatch.Limits.NONE;

  private Presets() {}

  /**
   * Combodo's {@code BackgroundTaskEx}: one exclusive pass at a time, one task at a time; a task
   * left unfinished ends the pass and is first in the next; a failed action is recovered once a
   * pass, without end; one whose hook died or that gives up is dropped and the next one starts;
   * nothing is kept of what finished.
   */
  public static Preset combodo() {
    return new Preset(
        Config.DEFAULT.parallelism(1).keep(Duration.ZERO).turn(Turn.RESUME_FIRST),
        USUAL.exclusive("BackgroundTaskExService").parallelism(1).endingUnfinished(),
        RetryPolicy.fixed(RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ZERO),
        0,
        GiveUp.CONTINUE,
        FailureClassifier.DEFAULT);
  }

  /** scandiweb's {@code BackgroundTask}: five at once, no retries, kept for 30 days. */
  public static Preset scandiweb() {
    return new Preset(
        Config.DEFAULT.parallelism(5).keep(Duration.ofDays(30)),
        USUAL,
        RetryPolicy.NEVER,
        0,
        GiveUp.FAIL_TASK,
        FailureClassifier.DEFAULT);
  }

  /**
   * Gnosis's {@code BackgroundTask}: waits grow by a line, without a cap.
   *
   * @param failAttempts how often again, −1 until it succeeds; 0 is that system's default
   * @param failWait before the first try again
   * @param failWaitMultiplier how many times {@code failWait} is added with each
   */
  public static Preset gnosis(int failAttempts, Duration failWait, int failWaitMultiplier) {
    return new Preset(
        Config.DEFAULT,
        USUAL,
        RetryPolicy.linear(failAttempts, failWait, failWaitMultiplier),
        ActionPolicy.DEFAULT_HOOK_RETRIES,
        GiveUp.FAIL_TASK,
        FailureClassifier.DEFAULT);
  }

  /**
   * adt's background task, {@code threads: 16}, with its successor's waits: from a minute doubling
   * to 16, until it succeeds. Answers of other systems count as there ({@link
   * HttpStatusException}): 408, 429 and 5xx may pass, other redirects and errors of the caller will
   * not; nor will errors of the language itself.
   */
  public static Preset adt() {
    return new Preset(
        Config.DEFAULT.parallelism(16),
        USUAL,
        RetryPolicy.exponential(
            RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ofMinutes(1), Duration.ofMinutes(16)),
        ActionPolicy.DEFAULT_HOOK_RETRIES,
        GiveUp.FAIL_TASK,
        FailureClassifier.byHttpStatus(FailureClassifier.byType().permanent(Error.class)));
  }
}
