package dev.stint.bootstrap.purge;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.PurgeRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Purges rows of the host's own by its rules, as a task: in chunks and stints, with progress, and
 * on the schedule that the host gives it. Immutable.
 */
public final class PurgeRules {

  /** Its arguments name the rule. */
  public static final TaskType<Purge> TYPE = TaskType.of("rows.purge", Purge.class);

  private final Map<String, PurgeRule> rules = new TreeMap<>();

  /**
   * Checks each rule's rows where they are.
   *
   * @throws RefusedException naming the rule, if two have one name or its rows cannot be found
   */
  public PurgeRules(List<PurgeRule> rules) {
    for (PurgeRule rule : rules) {
      if (this.rules.put(rule.name(), rule) != null) {
        throw new RefusedException("purge rule " + rule.name() + " is defined twice");
      }
      check(rule);
    }
  }

  /**
   * What a purge is asked for.
   *
   * @param before set when the task begins: rows dated earlier go; ISO 8601
   */
  public record Purge(String rule, Optional<String> before) {}

  private static void check(PurgeRule rule) {
    try {
      rule.rows().check();
    } catch (Exception e) {
      throw new RefusedException("purge rule " + rule.name() + ": " + e.getMessage());
    }
  }

  /** For the host's catalogue of task types. */
  public TaskDefinition<Purge> definition() {
    return TaskDefinition.of(TYPE).then(ActionDefinition.of("purge", new PurgeAction(this)));
  }

  /**
   * A request to purge by this rule; for a schedule, too.
   *
   * @throws RefusedException if there is no such rule
   */
  public Request<Purge> request(String rule) {
    return TYPE.with(new Purge(rule(rule).name(), Optional.empty())).named("purge " + rule);
  }

  /**
   * The keys of rows that would go now, at most {@code count}; none of an inactive rule.
   *
   * @throws RefusedException if there is no such rule
   */
  public List<String> preview(String rule, int count, Instant now) throws Exception {
    PurgeRule asked = rule(rule);
    return asked.active()
        ? asked.rows().find(Optional.empty(), count, now.minus(asked.keep()))
        : List.of();
  }

  PurgeRule rule(String name) {
    return Optional.ofNullable(rules.get(name))
        .orElseThrow(
            () ->
                new RefusedException(
                    "there is no purge rule " + name + "; there are " + rules.keySet()));
  }
}
