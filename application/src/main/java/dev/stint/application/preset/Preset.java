package dev.stint.application.preset;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Config;
import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;

/**
 * Another system's rules, as ordinary settings: what it answers may be refined further. Immutable.
 *
 * @param config of the engine, and of what keeps no setting of its own
 * @param pass what cron calls
 * @param retry of each action
 * @param hookRetries of each action
 * @param giveUp of each action
 * @param classifier of definitions that have none of their own
 */
public record Preset(
    Config config,
    RunBatch.Limits pass,
    RetryPolicy retry,
    int hookRetries,
    GiveUp giveUp,
    FailureClassifier classifier) {

  /** The definition with this preset's policies on each action that has none of its own. */
  public <A> TaskDefinition<A> of(TaskDefinition<A> definition) {
    TaskDefinition<A> each = definition.each(this::of);
    boolean own = each.classifier() != FailureClassifier.DEFAULT;
    return own ? each : each.classifier(classifier);
  }

  /** The action with this preset's policies, those aside that were set for the action itself. */
  public <A> ActionDefinition<A> of(ActionDefinition<A> action) {
    return action.unlessSet(retry, hookRetries, giveUp);
  }

  /** A copy with other retries. */
  public Preset retry(RetryPolicy value) {
    return new Preset(config, pass, value, hookRetries, giveUp, classifier);
  }

  /** A copy with another configuration. */
  public Preset config(Config value) {
    return new Preset(value, pass, retry, hookRetries, giveUp, classifier);
  }
}
