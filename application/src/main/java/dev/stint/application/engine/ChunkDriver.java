package dev.stint.application.engine;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.RetryLaterException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.spi.ArgumentCodec;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import java.time.Duration;
import java.util.Optional;

/**
 * Walks a {@link ChunkedAction}: asks for a chunk, processes it, checkpoints, until its time is up.
 * A chunk that fails is halved until the item to blame stands alone, and that one is set aside.
 */
final class ChunkDriver<A, I, C> implements Action<A> {

  /** How often a chunk that lost against another transaction is tried again at once. */
  private static final int REPEATS = 5;

  private final ActionDefinition<A> definition;
  private final ChunkedAction<A, I, C> action;
  private final ArgumentCodec codec;
  private final FailureClassifier classifier;

  ChunkDriver(
      ActionDefinition<A> definition,
      ChunkedAction<A, I, C> action,
      ArgumentCodec codec,
      FailureClassifier classifier) {
    this.definition = definition;
    this.action = action;
    this.codec = codec;
    this.classifier = classifier;
  }

  @Override
  public StepOutcome execute(A arguments, ActionContext context) throws Exception {
    return new Walk(arguments, (ChunkScope) context).go();
  }

  /** One stint's walk. */
  private final class Walk {
    private final A arguments;
    private final ChunkScope scope;
    private ChunkCursor cursor;

    Walk(A arguments, ChunkScope scope) {
      this.arguments = arguments;
      this.scope = scope;
      this.cursor =
          scope.cursor().isNone()
              ? ChunkCursor.BEGINNING
              : (ChunkCursor) codec.decode(scope.cursor(), ChunkCursor.class);
    }

    StepOutcome go() throws Exception {
      while (true) {
        if (scope.shouldYield()) {
          return StepOutcome.yielded();
        }
        Chunk<I, C> chunk = action.next(arguments, at(), cursor.size());
        if (!chunk.items().isEmpty() || !chunk.last()) {
          process(chunk);
        }
        if (chunk.last() && (chunk.items().isEmpty() || passed(chunk))) {
          return StepOutcome.done();
        }
      }
    }

    /** False when the chunk was halved and its items are still to come. */
    private boolean passed(Chunk<I, C> chunk) {
      return cursor.at().equals(text(chunk.next()));
    }

    private void process(Chunk<I, C> chunk) throws Exception {
      Duration began = scope.elapsed();
      try {
        if (commit(chunk, cursor.past(text(chunk.next()), chunk.items().size()))) {
          tune(chunk, scope.elapsed().minus(began));
        }
      } catch (LeaseLostException | StoreException | RetryLaterException | InterruptedException e) {
        throw e;
      } catch (Exception e) {
        if (classifier.of(e) == FailureClassifier.Meaning.TEMPORARY) {
          throw e;
        }
        narrow(chunk, e);
      }
      // After the commit, not in it: what went well stays, and this is no reason to halve.
      refuseTooMany(cursor);
    }

    /** Halves the chunk, or sets its only item aside. */
    private void narrow(Chunk<I, C> chunk, Exception error) throws Exception {
      int half = chunk.items().size() / 2;
      boolean noneAllowed = half == 0 && definition.maxSetAside() < 0;
      if (chunk.items().isEmpty() || half >= cursor.size() || noneAllowed) {
        // No item is to blame or may be set aside, or there are more items than asked for.
        throw error;
      }
      if (half > 0) {
        cursor = cursor.sized(half);
        return;
      }
      setAside(chunk.items().get(0), cursor.past(text(chunk.next()), 1), error);
    }

    private void setAside(I item, ChunkCursor next, Exception error) throws Exception {
      String name = ChunkNames.of(action.nameOf(item), cursor.setAside());
      String reason = error.getMessage() == null ? error.toString() : error.getMessage();
      ChunkCursor reached = next.aside(name + ": " + reason);
      scope.setAside(new SetAside(name, Payload.of(String.valueOf(item)), reason));
      scope.checkpoint(codec.encode(reached));
      arrivedAt(reached);
    }

    private void refuseTooMany(ChunkCursor reached) {
      long allowed = Math.max(definition.maxSetAside(), reached.processed() / 100);
      if (reached.setAside() > allowed) {
        throw new PermanentFailureException(
            "more than " + allowed + " items failed; the first were " + reached.errors());
      }
    }

    /** False if it lost against another transaction when its time was up: nothing was written. */
    private boolean commit(Chunk<I, C> chunk, ChunkCursor next) throws Exception {
      for (int i = 1; ; i++) {
        try {
          arrivedAt(action.atomic() ? inOne(chunk, next) : inTwo(chunk, next));
          return true;
        } catch (StoreException e) {
          if (!e.isTransient() || !action.atomic() || i >= REPEATS) {
            throw e;
          }
          if (scope.shouldYield()) {
            return false;
          }
        }
      }
    }

    /** Counts the items once a task, and only after a commit: counting is long, progress first. */
    private void arrivedAt(ChunkCursor reached) throws Exception {
      cursor =
          reached.total() == ChunkCursor.UNCOUNTED
              ? reached.counted(action.total(arguments))
              : reached;
      scope.progress(cursor.processed(), cursor.total(), "");
    }

    private ChunkCursor inOne(Chunk<I, C> chunk, ChunkCursor next) throws Exception {
      ChunkCursor[] reached = new ChunkCursor[1];
      scope.inChunk(
          session -> {
            reached[0] = processed(chunk, next, Optional.of(session));
            return codec.encode(reached[0]);
          });
      scope.committed(definition.name(), () -> chunk.items().stream().map(action::nameOf).toList());
      return reached[0];
    }

    private ChunkCursor inTwo(Chunk<I, C> chunk, ChunkCursor next) throws Exception {
      ChunkCursor reached = processed(chunk, next, Optional.empty());
      scope.checkpoint(codec.encode(reached));
      return reached;
    }

    private ChunkCursor processed(
        Chunk<I, C> chunk, ChunkCursor next, Optional<ChunkStore.Session> session)
        throws Exception {
      ChunkView view = new ChunkView(scope, session, next.setAside());
      action.process(arguments, chunk.items(), view);
      return view.noted(next);
    }

    private void tune(Chunk<I, C> chunk, Duration took) {
      Duration target = definition.chunkTarget();
      boolean whole = chunk.items().size() >= cursor.size();
      if (whole && took.multipliedBy(2).compareTo(target) < 0) {
        cursor = cursor.sized(cursor.size() * 2);
      } else if (took.compareTo(target.multipliedBy(2)) > 0) {
        cursor = cursor.sized(cursor.size() / 2);
      }
    }

    @SuppressWarnings("unchecked")
    private Optional<C> at() {
      return cursor.at().isEmpty()
          ? Optional.empty()
          : Optional.of((C) codec.decode(Payload.of(cursor.at()), action.cursorType()));
    }

    private String text(C next) {
      return codec.encode(next).text();
    }
  }
}
