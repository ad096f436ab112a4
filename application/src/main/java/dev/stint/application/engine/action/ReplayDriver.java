package dev.stint.application.engine.action;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.RetryLaterException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.engine.base.Failures;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Message;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Replay;
import java.util.List;
import java.util.Optional;

/**
 * Does items again that a {@link ReplayableAction} set aside, each alone and in a write of its own,
 * which takes it off what is set aside. One that fails again stays, with its new error.
 */
final class ReplayDriver<A, I> implements Action<A> {

  private static final int PAGE = 100;

  private static final String DEADLY = "the process ended each time while this item was done again";

  private final ActionDefinition<A> definition;
  private final ReplayableAction<A, I, ?> action;
  private final FailureClassifier classifier;
  private final ReplayCounts counts;

  ReplayDriver(
      ActionDefinition<A> definition,
      ReplayableAction<A, I, ?> action,
      FailureClassifier classifier,
      ReplayCounts counts) {
    this.definition = definition;
    this.action = action;
    this.classifier = classifier;
    this.counts = counts;
  }

  @Override
  public StepOutcome execute(A arguments, ActionContext context) throws Exception {
    Replay replay = Replay.of(context.cursor()).orElseThrow();
    return new Walk(arguments, (ChunkScope) context, replay).go();
  }

  /** One stint's walk. */
  private final class Walk {
    private final A arguments;
    private final ChunkScope scope;
    private Replay replay;

    Walk(A arguments, ChunkScope scope, Replay replay) {
      this.arguments = arguments;
      this.scope = scope;
      this.replay = replay;
    }

    StepOutcome go() throws Exception {
      if (!replay.reached().begun()) {
        scope.message(Message.Level.INFO, ReplayCounts.begins(replay));
      }
      boolean crashed = scope.crashed();
      while (replay.reached().looked() < replay.wanted().count()) {
        List<SetAside> page = scope.setAside(PAGE, Math.toIntExact(replay.reached().passed()));
        if (page.isEmpty()) {
          break;
        }
        for (SetAside item : page) {
          if (scope.shouldYield()) {
            return StepOutcome.yielded();
          }
          look(item, crashed);
          crashed &= !replay.wanted().has(item.item());
        }
      }
      counts.end(replay, scope);
      return StepOutcome.done();
    }

    private void look(SetAside item, boolean crashed) throws Exception {
      if (!replay.wanted().has(item.item())) {
        replay = replay.passing();
        return;
      }
      if (crashed && replay.reached().ahead()) {
        keep(item, DEADLY);
        return;
      }
      if (crashed) {
        replay = replay.crashed();
        scope.narrow(replay.cursor());
      }
      try {
        scope.trace().chunk(definition.name(), 1, () -> again(item));
      } catch (LeaseLostException | StoreException | RetryLaterException | InterruptedException e) {
        throw e;
      } catch (Exception e) {
        boolean silent = e instanceof ChunkStore.ChunkEndedException;
        if (!silent && Failures.meaning(e, classifier) == FailureClassifier.Meaning.TEMPORARY) {
          throw e;
        }
        keep(item, Failures.message(e));
      }
    }

    /** It stays where it is among those set aside. */
    private void keep(SetAside item, String reason) {
      scope.setAside(new SetAside(item.item(), item.content(), reason));
      replay = replay.pastFailed();
      scope.checkpoint(replay.cursor());
    }

    private boolean again(SetAside aside) throws Exception {
      Optional<I> item = action.again(arguments, aside);
      if (item.isEmpty()) {
        replay = replay.pastMissing();
        scope.checkpoint(replay.cursor());
        return true;
      }
      if (!action.atomic()) {
        replay = done(aside, item.get(), Optional.empty());
        scope.checkpoint(replay.cursor());
        return true;
      }
      ChunkScope.Patience patience = scope.patience();
      while (!committed(aside, item.get(), patience)) {
        if (scope.shouldYield()) {
          return false;
        }
      }
      return true;
    }

    /** False if the store failed and it is worth trying again. */
    private boolean committed(SetAside aside, I item, ChunkScope.Patience patience)
        throws Exception {
      try {
        Replay[] reached = new Replay[1];
        scope.inChunk(
            session -> {
              reached[0] = done(aside, item, Optional.of(session));
              return reached[0].cursor();
            });
        replay = reached[0];
      } catch (StoreException e) {
        if (!patience.waited(e)) {
          throw e;
        }
        return false;
      }
      scope.committed(definition.name(), () -> List.of(aside.item()));
      return true;
    }

    /** Processed; it may have been set aside again by hand. */
    private Replay done(SetAside aside, I item, Optional<ChunkStore.Session> session)
        throws Exception {
      ChunkView view = new ChunkView(scope, session, replay.reached().passed());
      if (session.isPresent()) {
        action.process(arguments, List.of(item), view);
      } else {
        action.processOne(arguments, item, view);
      }
      view.noted(ChunkCursor.BEGINNING);
      if (view.hasAside(aside.item())) {
        return replay.pastFailed();
      }
      scope.redone(aside.item());
      return replay.past();
    }
  }
}
