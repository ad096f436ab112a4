package dev.stint.command.seeds;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.RecoverHook;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.domain.life.Failure;
import java.util.Collection;
import java.util.Optional;

/** An action with both hooks that notes what is called, and then does what it is told. */
final class Scripted implements Action<String>, StartHook<String>, RecoverHook<String> {

  /** What a step does. */
  interface Does<T> {
    T with(String arguments, ActionContext context) throws Exception;
  }

  private final String name;
  private final Collection<String> calls;
  private volatile Does<HookDecision<String>> start = (text, context) -> HookDecision.proceed();
  private volatile Does<HookDecision<String>> recover = (text, context) -> HookDecision.proceed();
  private volatile Does<StepOutcome> execute = (text, context) -> StepOutcome.done();
  private volatile Optional<Failure> failure = Optional.empty();

  Scripted(String name, Collection<String> calls) {
    this.name = name;
    this.calls = calls;
  }

  ActionDefinition<String> definition() {
    return ActionDefinition.of(name, this);
  }

  Scripted starting(Does<HookDecision<String>> value) {
    start = value;
    return this;
  }

  Scripted recovering(Does<HookDecision<String>> value) {
    recover = value;
    return this;
  }

  Scripted executing(Does<StepOutcome> value) {
    execute = value;
    return this;
  }

  /** What the recover hook heard last. */
  Optional<Failure> failure() {
    return failure;
  }

  @Override
  public HookDecision<String> start(String arguments, ActionContext context) throws Exception {
    calls.add("start " + name);
    return start.with(arguments, context);
  }

  @Override
  public HookDecision<String> recover(String arguments, Failure why, ActionContext context)
      throws Exception {
    calls.add("recover " + name);
    failure = Optional.of(why);
    return recover.with(arguments, context);
  }

  @Override
  public StepOutcome execute(String arguments, ActionContext context) throws Exception {
    calls.add("execute " + name);
    return execute.with(arguments, context);
  }
}
