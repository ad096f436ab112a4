package dev.stint.application.engine.run;

import dev.stint.application.api.Request;
import dev.stint.application.engine.action.ChunkScope;
import dev.stint.application.engine.write.ChildRequests;
import dev.stint.application.engine.write.StintWrites;
import dev.stint.application.engine.write.Writer;
import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.WriteKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;

/** Where a stint stands, and the fenced writes on its way. */
public abstract class FencedContext {

  private static final Logger LOG = GuardedLog.of(FencedContext.class);

  private final Claim claim;
  private final StepPolicy journey;
  private final StintWrites writes;
  private final LastWrite written;
  private final StintLease lease;
  private final ReentrantLock writing;
  private final ChildRequests children;
  private Run run;
  private Run stored;
  private WriteKey key;
  private volatile PendingNotes pending;

  /** The store did not take what was said: the next write of the stint itself will tell. */
  private volatile boolean untold;

  /** A chunk under this key was given up, and may land yet. */
  private volatile boolean unsure;

  FencedContext(Claim claim, Run run, StepPolicy journey, ExecutionParts parts) {
    this.claim = claim;
    this.journey = journey;
    this.writes = parts.writes();
    this.written = new LastWrite(parts.clock());
    this.lease = new StintLease(claim, parts.lease(), writes::stale);
    this.writing = lease.writing();
    this.run = run;
    this.stored = run;
    this.key = claim.key();
    this.children = new ChildRequests(claim);
    this.pending = new PendingNotes(() -> parts.writes().keptMessages(claim.key().task()));
  }

  final Claim claim() {
    return claim;
  }

  public final Run run() {
    return run;
  }

  /** Where the run stands in the store. */
  final Run stored() {
    return stored;
  }

  /** Moves on in memory; written by the next write. */
  public final void moveTo(Run next) {
    run = next;
  }

  /** What is to go with the next write. */
  final PendingNotes pendingNotes() {
    return pending;
  }

  final ChildRequests children() {
    return children;
  }

  /** Whether the task is this stint's still. */
  final StintLease stintLease() {
    return lease;
  }

  final WriteKey nextKey() {
    return key.next();
  }

  final Notes takeNotes(Optional<Payload> result) {
    return pending.take(result);
  }

  /** Stores requested tasks before the write that they belong to: at least once, never lost. */
  final void storeRequests() {
    stored(pending.requests());
  }

  /**
   * The same for a stint that says itself that it failed: what it requested belongs to that end,
   * and the next attempt requests tasks of its own.
   */
  final void storeLastRequests() {
    stored(children.ending(pending.requests()));
    children.ended();
  }

  private void stored(List<Request<?>> asked) {
    if (!asked.isEmpty()) {
      children.untold(stored).ifPresent(this::tellRequests);
      pending.known(writes.insert(asked, children));
      pending.requestsStored();
    }
  }

  /** Stores nothing but the series that names the requests, for a stint that repeats this one. */
  private void tellRequests(Run told) {
    writing.lock();
    try {
      lease.mustLast();
      took(writes.checkpoint(new Checkpoint(key.next(), told, Notes.NONE)));
      lease.mustLast();
      stored = told;
    } finally {
      writing.unlock();
    }
  }

  /** Forgets what it asked for: it fails, and asks again when it is tried again. */
  final void dropRequests() {
    pending.requestsStored();
  }

  /** Writes where the run stands, with what was noted. */
  public final void write(Run next) {
    writing.lock();
    try {
      lease.mustLast();
      storeRequests();
      Run told = children.reached(stored, next);
      Checkpoint checkpoint = new Checkpoint(key.next(), told, takeNotes(Optional.empty()));
      landed(writes.checkpoint(checkpoint), told);
    } finally {
      writing.unlock();
    }
  }

  /**
   * Before the stint ends: the key of a chunk that was given up goes to a write that says nothing
   * new, or the stint learns that the chunk landed, and what it came to is nobody's end.
   */
  final void makeSure() {
    if (!unsure) {
      return;
    }
    Run reached = run;
    try {
      write(stored);
    } catch (StoreException e) {
      LOG.debug("what became of a chunk of task {} is left to its end", claim.key().task(), e);
    } finally {
      run = reached;
    }
  }

  /** Writes what was noted, where the last write is a while ago and none is under way. */
  final void writeIfLate() {
    if (written.isLongAgo()) {
      writeUnlessWriting();
    }
  }

  /** Writes what was noted, unless this is called from within a write, which will take it along. */
  final void writeUnlessWriting() {
    if (!writing.isHeldByCurrentThread()) {
      write(run);
    }
  }

  /** Whether messages or progress have waited a second for a write. */
  public final boolean saidLongAgo() {
    return pending.unwritten() && !untold && written.isLongAgo() && !lease.over();
  }

  /**
   * The write of its messages and progress, at the run that the store holds. Empty if there are
   * none, or another write is under way. Until {@link #told} the stint writes nothing else.
   */
  public final Optional<Checkpoint> tell() {
    if (!writing.tryLock()) {
      return Optional.empty();
    }
    if (!saidLongAgo()) {
      writing.unlock();
      return Optional.empty();
    }
    return Optional.of(new Checkpoint(key.next(), stored, pending.takeSaid()));
  }

  /** What became of the write. */
  public final void told(Checkpoint said, Writer.Answer<CheckpointResult> answer) {
    try {
      untold = answer.error().isPresent();
      if (untold) {
        pending.putBack(said.notes());
      } else {
        answer.landing().ifPresent(this::took);
      }
    } finally {
      writing.unlock();
    }
  }

  /** See {@link ChunkScope#inChunk}. */
  final void chunk(ChunkScope.Work work, boolean simulate) throws Exception {
    writing.lock();
    PendingNotes before = pending.copy();
    try {
      lease.mustLast();
      if (simulate) {
        Payload reached = writes.chunks().rehearse(work);
        write(journey.checkpoint(run, reached));
      } else {
        commit(work);
      }
    } catch (Throwable e) {
      pending = before;
      throw e;
    } finally {
      writing.unlock();
    }
  }

  private void commit(ChunkScope.Work work) throws Exception {
    Run[] next = new Run[1];
    CheckpointResult checked = answered(next, work);
    takeNotes(Optional.empty());
    pending.requestsStored();
    landed(checked, next[0]);
  }

  private CheckpointResult answered(Run[] next, ChunkScope.Work work) throws Exception {
    try {
      return writes
          .chunks()
          .inChunk(
              key.next(),
              session -> {
                Payload cursor = work.in(session);
                next[0] = children.reached(stored, journey.checkpoint(run, cursor));
                if (!pending.requests().isEmpty()) {
                  pending.known(writes.insert(children.plain(pending.requests()), session));
                }
                return new Checkpoint(key.next(), next[0], pending.notes(Optional.empty()));
              });
    } catch (StoreException e) {
      unsure = true;
      throw e;
    }
  }

  private void landed(CheckpointResult checked, Run next) {
    took(checked);
    // Also after a write that landed: by the time its answer came the lease may be lost.
    lease.mustLast();
    untold = false;
    children.landed(stored, next);
    run = next;
    stored = next;
  }

  private void took(CheckpointResult checked) {
    if (checked.landing().owesWake()) {
      writes.owes(claim.key().task());
    }
    if (!checked.landing().stands() || anotherLanded(checked)) {
      lease.lost();
      return;
    }
    unsure = false;
    writes.landed(claim.key().task(), checked);
    key = key.next();
    written.isNow();
  }

  /**
   * A chunk that was given up landed late, under the key of this write. What it reached may be
   * further on: who goes on begins with what is stored.
   */
  private boolean anotherLanded(CheckpointResult checked) {
    return unsure && !checked.landing().landed();
  }
}
