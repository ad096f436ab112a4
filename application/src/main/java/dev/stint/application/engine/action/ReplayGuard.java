package dev.stint.application.engine.action;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.StepOutcome;
import dev.stint.domain.Message;
import dev.stint.domain.life.Replay;
import java.util.Optional;

/** An action that is called for its work, and not for a replay, which is the part of another. */
final class ReplayGuard<A> implements Action<A> {

  private final ActionDefinition<A> definition;
  private final Action<A> work;
  private final Optional<Action<A>> replays;

  ReplayGuard(ActionDefinition<A> definition, Action<A> work, Optional<Action<A>> replays) {
    this.definition = definition;
    this.work = work;
    this.replays = replays;
  }

  @Override
  public StepOutcome execute(A arguments, ActionContext context) throws Exception {
    if (Replay.of(context.cursor()).isEmpty()) {
      return work.execute(arguments, context);
    }
    if (replays.isPresent()) {
      return replays.get().execute(arguments, context);
    }
    context.message(Message.Level.WARNING, refusal(definition));
    return StepOutcome.done();
  }

  /** Another build asked for the replay, which knew the action otherwise or not at all. */
  private static String refusal(ActionDefinition<?> definition) {
    return "nothing was replayed: action "
        + definition.name()
        + " is no "
        + ReplayableAction.class.getSimpleName();
  }
}
