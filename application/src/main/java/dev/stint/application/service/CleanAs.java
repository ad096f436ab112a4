package dev.stint.application.service;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.CleanTasks;
import dev.stint.domain.task.TaskRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What one principal cleans: tasks that they may not see or steer stay. */
final class CleanAs implements CleanTasks {

  private final AccessPolicy policy;
  private final Principal who;
  private final CleanTasks all;

  CleanAs(AccessPolicy policy, Principal who, CleanTasks all) {
    this.policy = policy;
    this.who = who;
    this.all = all;
  }

  @Override
  public long clean(CleanRule.Sweep sweep) {
    return policy.steersAll(who)
        ? all.clean(sweep)
        : clean(new CleanRule("theirs", true, sweep, Optional.empty()));
  }

  @Override
  public long clean(CleanRule rule) {
    return all.clean(theirs(rule));
  }

  @Override
  public List<TaskRow> preview(CleanRule rule, int count) {
    return all.preview(theirs(rule), count).stream().map(TaskRow::withUnownedKeys).toList();
  }

  private CleanRule theirs(CleanRule rule) {
    if (policy.steersAll(who)) {
      return rule;
    }
    if (rule.sweep().historyOnly()) {
      throw new RefusedException("only who may steer every task may drop histories alone");
    }
    Predicate<TaskRow> theirs =
        row ->
            policy.allows(who, AccessPolicy.Verb.VIEW, row)
                && policy.allows(who, AccessPolicy.Verb.STEER, row);
    return rule.where(rule.condition().map(theirs::and).orElse(theirs));
  }
}
