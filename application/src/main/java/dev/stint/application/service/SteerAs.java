package dev.stint.application.service;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.api.operate.RestartPoint;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.VersionedTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What one principal does to tasks: those they may not see are unknown to them. */
final class SteerAs implements SteerTasks {

  private final AccessPolicy policy;
  private final Principal who;
  private final AskTasks ask;
  private final SteerTasks steer;

  SteerAs(AccessPolicy policy, Principal who, AskTasks ask, SteerTasks steer) {
    this.policy = policy;
    this.who = who;
    this.ask = ask;
    this.steer = steer;
  }

  @Override
  public boolean maySteer(TaskId task) {
    return refusal(task).isEmpty();
  }

  @Override
  public SteerTasks onlyIf(Predicate<VersionedTask> condition) {
    return new SteerAs(policy, who, ask, steer.onlyIf(condition));
  }

  @Override
  public List<Steered> pause(List<TaskId> tasks) {
    return allowed(tasks, steer::pause);
  }

  @Override
  public List<Steered> resume(List<TaskId> tasks) {
    return allowed(tasks, steer::resume);
  }

  @Override
  public List<Steered> cancel(List<TaskId> tasks) {
    return allowed(tasks, steer::cancel);
  }

  @Override
  public List<Steered> restart(List<TaskId> tasks) {
    return allowed(tasks, steer::restart);
  }

  @Override
  public List<Steered> remove(List<TaskId> tasks) {
    return allowed(tasks, steer::remove);
  }

  @Override
  public Steered replay(TaskId task, ReplayItems items) {
    ReplayItems theirs = items.by(who.name().value());
    return allowed(List.of(task), some -> List.of(steer.replay(some.get(0), theirs))).get(0);
  }

  @Override
  public Steered restartAt(TaskId task, RestartPoint point) {
    RestartPoint theirs = point.by(who.name().value());
    return allowed(List.of(task), some -> List.of(steer.restartAt(some.get(0), theirs))).get(0);
  }

  @Override
  public List<Steered> prioritize(List<TaskId> tasks, int priority) {
    return allowed(tasks, some -> steer.prioritize(some, priority));
  }

  @Override
  public List<Steered> options(List<TaskId> tasks, UnaryOperator<RequestOptions> change) {
    return allowed(tasks, some -> steer.options(some, change));
  }

  /** Asks for those that they may steer; answers in order for all. */
  private List<Steered> allowed(List<TaskId> tasks, Function<List<TaskId>, List<Steered>> wish) {
    Map<TaskId, Steered> answers = new HashMap<>();
    List<TaskId> theirs = new ArrayList<>();
    for (TaskId task : tasks) {
      refusal(task).ifPresentOrElse(refused -> answers.put(task, refused), () -> theirs.add(task));
    }
    if (!theirs.isEmpty()) {
      wish.apply(theirs).forEach(said -> answers.put(said.task(), said));
    }
    return tasks.stream().map(task -> Objects.requireNonNull(answers.get(task))).toList();
  }

  private Optional<Steered> refusal(TaskId task) {
    Optional<TaskRow> row =
        ask.find(task).filter(r -> policy.allows(who, AccessPolicy.Verb.VIEW, r));
    if (row.isEmpty()) {
      return Optional.of(new Steered(task, SteerResult.UNKNOWN, "there is no task " + task));
    }
    return policy.allows(who, AccessPolicy.Verb.STEER, row.get())
        ? Optional.empty()
        : Optional.of(
            new Steered(
                task, SteerResult.REFUSED, who.name() + " may see this task, not change it"));
  }
}
