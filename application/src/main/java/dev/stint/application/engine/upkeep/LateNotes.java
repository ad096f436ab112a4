package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.base.Batches;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.engine.run.ExecutionContext;
import dev.stint.application.engine.run.FencedContext;
import dev.stint.application.engine.run.SlotPool;
import dev.stint.application.engine.write.StintWrites;
import dev.stint.application.engine.write.Writer;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes what stints said, a second after their last write if no write of theirs took it along: one
 * write for all of them. Costs nothing where nobody says anything.
 */
public final class LateNotes {

  private static final Writer.Answer<CheckpointResult> LOST =
      Writer.Answer.failed(
          new StoreException(StoreException.Kind.TRANSIENT, "the write was not answered"));

  private final SlotPool slots;
  private final StintWrites writes;
  private final WorkerThreads threads;
  private final AtomicBoolean writing = new AtomicBoolean();

  public LateNotes(SlotPool slots, StintWrites writes, WorkerThreads threads) {
    this.slots = slots;
    this.writes = writes;
    this.threads = threads;
  }

  /** Never waits for the store: that is for a thread of its own, of which there is one at most. */
  void look() {
    if (slots.contexts().anyMatch(FencedContext::saidLongAgo)
        && writing.compareAndSet(false, true)) {
      begin();
    }
  }

  private void begin() {
    boolean began = false;
    try {
      threads.helper("stint-notes", this::write).start();
      began = true;
    } finally {
      if (!began) {
        writing.set(false);
      }
    }
  }

  private void write() {
    try {
      List<ExecutionContext> late =
          slots.contexts().filter(FencedContext::saidLongAgo).limit(Batches.LARGEST).toList();
      write(late);
    } finally {
      writing.set(false);
    }
  }

  /** Every stint is held off its own writes until it is told the answer, whatever happens. */
  private void write(List<ExecutionContext> late) {
    Map<ExecutionContext, Checkpoint> said = new LinkedHashMap<>();
    Map<ExecutionContext, Writer.Answer<CheckpointResult>> answers = new LinkedHashMap<>();
    try {
      late.forEach(context -> context.tell().ifPresent(write -> said.put(context, write)));
      List<ExecutionContext> asked = List.copyOf(said.keySet());
      List<Writer.Answer<CheckpointResult>> heard = writes.notes(List.copyOf(said.values()));
      for (int i = 0; i < asked.size(); i++) {
        answers.put(asked.get(i), heard.get(i));
      }
    } finally {
      said.forEach((context, write) -> context.told(write, answers.getOrDefault(context, LOST)));
    }
  }
}
