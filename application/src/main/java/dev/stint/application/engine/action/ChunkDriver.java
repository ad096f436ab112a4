package dev.stint.application.engine.action;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.RetryLaterException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.engine.base.Failures;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Bounds;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import dev.stint.domain.Texts;
import java.time.Duration;
import java.util.Optional;

/**
 * Walks a {@link ChunkedAction}: asks for a chunk, processes it, checkpoints, until its time is up.
 * An atomic chunk that fails is halved until the item to blame stands alone; of another one the
 * items are then taken one by one. The item to blame is set aside. A chunk that ended its process
 * is halved likewise.
 */
final class ChunkDriver<A, I, C> implements Action<A> {

  /** A content for people is cut here, so that it has at most the bytes of a payload. */
  private static final int LONGEST_CONTENT = Bounds.LARGEST_PAYLOAD / 4;

  private static final String ENDED = "the process ended each time, and ";
  private static final String DEADLY = "the process ended each time while this item was done: ";

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
    private final GivenChunk given = new GivenChunk();
    private ChunkCursor cursor;

    Walk(A arguments, ChunkScope scope) {
      this.arguments = arguments;
      this.scope = scope;
      this.cursor = ChunkCursor.stored(codec, scope.cursor(), action.cursorType());
    }

    StepOutcome go() throws Exception {
      if (scope.crashed()) {
        afterCrash();
      }
      while (true) {
        if (scope.shouldYield()) {
          return StepOutcome.yielded();
        }
        Chunk<I, C> chunk = read();
        boolean end = chunk.items().isEmpty() && chunk.last();
        if (end || process(chunk) && chunk.last()) {
          return StepOutcome.done();
        }
      }
    }

    private Chunk<I, C> read() throws Exception {
      return given.checked(action.next(arguments, at(), cursor.asked()), cursor, this::text);
    }

    /** Half as many items, written ahead; or the one that ends its process is set aside. */
    private void afterCrash() throws Exception {
      Chunk<I, C> chunk = read();
      if (chunk.items().isEmpty()) {
        return;
      }
      if (!cursor.deadly()) {
        cursor = cursor.crashed(chunk.items().size());
        scope.narrow(codec.encode(cursor));
        return;
      }
      if (chunk.items().size() > 1) {
        throw new PermanentFailureException(ENDED + GivenChunk.more(chunk, cursor));
      }
      Exception error = new PermanentFailureException(DEADLY + name(chunk.items().get(0)));
      if (definition.maxSetAside() < 0) {
        throw error;
      }
      setAside(chunk.items().get(0), cursor.past(text(chunk.next()), 1).withoutCare(), error);
      refuseTooMany(cursor);
    }

    /** False when its items are still to come; the cursor may stand still and so is no sign. */
    private boolean process(Chunk<I, C> chunk) throws Exception {
      boolean passed = false;
      Duration began = scope.elapsed();
      ChunkCursor next = cursor.past(text(chunk.next()), chunk.items().size());
      try {
        String name = definition.name();
        passed = scope.trace().chunk(name, chunk.items().size(), () -> commit(chunk, next));
        if (passed) {
          tune(chunk, scope.elapsed().minus(began));
        }
      } catch (LeaseLostException | StoreException | RetryLaterException | InterruptedException e) {
        throw e;
      } catch (ChunkStore.ChunkEndedException e) {
        passed = ended(chunk, e);
      } catch (Exception e) {
        if (Failures.meaning(e, classifier) == FailureClassifier.Meaning.TEMPORARY) {
          throw e;
        }
        passed = narrow(chunk, e);
      }
      // After the commit, not in it: what went well stays, and this is no reason to halve.
      refuseTooMany(cursor);
      return passed;
    }

    /** The stint's time may be over by it: half as many are written ahead, for another attempt. */
    private boolean ended(Chunk<I, C> chunk, ChunkStore.ChunkEndedException error)
        throws Exception {
      int items = chunk.items().size();
      if (items <= 1) {
        return narrow(chunk, error);
      }
      cursor = cursor.sized(Math.min(cursor.asked(), items) / 2);
      scope.checkpoint(codec.encode(cursor));
      throw error;
    }

    /**
     * Goes on with fewer items at a time, or sets the only item aside; then the chunk is passed.
     */
    private boolean narrow(Chunk<I, C> chunk, Exception error) throws Exception {
      int items = chunk.items().size();
      boolean noneAllowed = items == 1 && definition.maxSetAside() < 0;
      boolean tooMany = action.atomic() ? items / 2 >= cursor.size() : items > cursor.asked();
      if (tooMany) {
        String words = "%s, so that none of them can be found to blame: %s";
        String more = GivenChunk.more(chunk, cursor);
        scope.message(Message.Level.WARNING, words.formatted(more, Failures.message(error)));
      }
      if (items == 0 || tooMany || noneAllowed) {
        throw error;
      }
      if (items == 1) {
        setAside(chunk.items().get(0), cursor.past(text(chunk.next()), 1), error);
      } else if (action.atomic()) {
        cursor = cursor.sized(items / 2);
      } else {
        oneByOne(items, error);
      }
      return items == 1;
    }

    /** Written before the next item: whoever goes on begins with no chunk of what failed. */
    private void oneByOne(int items, Exception error) {
      cursor = cursor.oneByOne(items);
      String words = "a chunk of %d items failed and is done again one by one: %s";
      scope.message(Message.Level.WARNING, words.formatted(items, Failures.message(error)));
      scope.checkpoint(codec.encode(cursor));
    }

    private void setAside(I item, ChunkCursor next, Exception error) throws Exception {
      String name = name(item);
      String reason = Failures.message(error);
      ChunkCursor reached = next.aside(name + ": " + reason);
      scope.setAside(new SetAside(name, content(item), reason));
      scope.checkpoint(codec.encode(reached));
      arrivedAt(reached);
    }

    /** A hostile item is set aside, too. */
    private String name(I item) {
      String named = Failures.said(() -> action.nameOf(item));
      return ChunkNames.of(named == null ? "" : named, cursor.setAside());
    }

    private Payload content(I item) {
      String content = Failures.said(() -> String.valueOf(item));
      return Payload.of(Texts.kept(content == null ? "" : content, LONGEST_CONTENT));
    }

    private void refuseTooMany(ChunkCursor reached) {
      long allowed = Math.max(definition.maxSetAside(), reached.processed() / 100);
      if (reached.setAside() > allowed) {
        throw new PermanentFailureException(
            "more than " + allowed + " items failed; the first were " + reached.errors());
      }
    }

    /** False if its time was up before the store took it: nothing was written. */
    private boolean commit(Chunk<I, C> chunk, ChunkCursor next) throws Exception {
      ChunkScope.Patience patience = scope.patience();
      while (true) {
        try {
          arrivedAt(action.atomic() ? inOne(chunk, next) : inTwo(chunk, next));
          return true;
        } catch (StoreException e) {
          if (!action.atomic() || !patience.waited(e)) {
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
      if (cursor.single() && chunk.items().size() == 1) {
        action.processOne(arguments, chunk.items().get(0), view);
      } else {
        action.process(arguments, chunk.items(), view);
      }
      return view.noted(next);
    }

    private void tune(Chunk<I, C> chunk, Duration took) {
      Duration target = definition.chunkTarget();
      if (cursor.single()) {
        return;
      }
      if (chunk.items().size() >= cursor.size() && took.multipliedBy(2).compareTo(target) < 0) {
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
      return Bounds.payload("the cursor", codec.encode(next)).text();
    }
  }
}
