package dev.stint.application.engine;

import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.spi.ArgumentCodec;
import dev.stint.application.spi.Checked;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.Landing;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Standing;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Journey;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.HeadPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker writes: begins, checkpoints, chunks, settlements, requests. Thread-safe. */
final class Writes {

  private static final Logger LOG = LoggerFactory.getLogger(Writes.class);

  private static final String REFUSED = "the store refused what this stint wrote: ";

  private final Crew crew;
  private final EngineParts parts;
  private final Combiner<Checkpoint, Checked> checkpoints;
  private final SettleQueue settlements;

  Writes(Crew crew) {
    this.crew = crew;
    this.parts = crew.parts();
    this.checkpoints = new Combiner<>(writer("checkpoint", parts.stores().runs()::checkpoint));
    this.settlements =
        new SettleQueue(
            () -> writer("settle", new Heirs(crew)::settle),
            this::settled,
            lines -> lines.forEach(crew.fetcher()::hint),
            crew.threads()::vital);
  }

  private <T, R> Writer<T, R> writer(String verb, Function<List<T>, List<R>> send) {
    return new Writer<>(verb, send, parts.observer(), crew::closed, this::reached);
  }

  void start() {
    settlements.start();
  }

  void close() {
    settlements.close();
  }

  long unsettled() {
    return settlements.unsettled();
  }

  /** Stores what an action asked for; throws if the store refused any, or may have. */
  void insert(List<NewTask> tasks) {
    Writer<NewTask, Inserted> writer = writer("insert", parts.stores().requests()::insert);
    for (int from = 0; from < tasks.size(); from += Combiner.BATCH) {
      List<NewTask> some = tasks.subList(from, Math.min(tasks.size(), from + Combiner.BATCH));
      writer.write(some).forEach(Writer.Answer::orThrow);
    }
    crew.fetcher().hint();
  }

  /** Writes a begin or a checkpoint; throws what the store refused it with. */
  Checked checkpoint(Checkpoint checkpoint) {
    return checkpoints.write(checkpoint).orThrow();
  }

  /** Writes what stints said; waits while the store is away. */
  List<Writer.Answer<Checked>> notes(List<Checkpoint> said) {
    return said.isEmpty() ? List.of() : checkpoints.together(said);
  }

  /**
   * Whether the store takes writes now: it took one that changes a row. One that changes nothing
   * goes well on stores that take no writes at all, such as a read-only replica of Redis.
   */
  private boolean reached() {
    try {
      return parts.stores().workers().renew(crew.lease().worker()).live();
    } catch (StoreException e) {
      return false;
    }
  }

  /** Commits a chunk; after an answer that was lost, the stored sequence is the judge. */
  Checked inChunk(WriteKey key, ChunkStore.Work work) throws Exception {
    try {
      return parts.stores().chunks().inChunk(work);
    } catch (ChunkStore.ChunkFailedException e) {
      throw (Exception) e.getCause();
    } catch (StoreException e) {
      parts.observer().storeFailed("chunk", e.isTransient());
      if (!e.isTransient()) {
        throw e;
      }
      return judged(key, e);
    }
  }

  /** It landed, or the task is somebody else's, or nothing happened and it may be tried again. */
  private Checked judged(WriteKey key, StoreException error) {
    Standing now = standing(key).orElseThrow(() -> error);
    if (now.fence().equals(key.fence()) && now.sequence() < key.sequence()) {
      throw error;
    }
    boolean landed = now.fence().equals(key.fence()) && now.sequence() == key.sequence();
    return new Checked(landed ? Landing.APPLIED_BEFORE : Landing.STALE, now.signal());
  }

  private Optional<Standing> standing(WriteKey key) {
    Pauses pauses = new Pauses();
    while (true) {
      try {
        return parts.stores().runs().standing(key.task());
      } catch (StoreException e) {
        if (!e.isTransient() || crew.closed()) {
          throw e;
        }
        pauses.pause();
      }
    }
  }

  Payload result(Object value) {
    return parts.result(value);
  }

  /** Settles what a stint came to. */
  void settle(Stint stint, Outcome outcome, Optional<Payload> result) {
    crew.leaving().came(outcome);
    StintContext context = stint.context();
    if (context.jotted().dropped() > 0) {
      parts.observer().messagesDropped(context.claim().spec().line(), context.jotted().dropped());
    }
    Duration ran = Duration.ofNanos(crew.clock().nanos() - context.began());
    Settlement settlement =
        new Settlement(
            context.nextKey(),
            outcome,
            context.takeNotes(result),
            stint.route().keep(),
            ran,
            stint.route().definition().head(),
            stint.route().options().history().orElse(Settlement.HISTORY));
    settlements.add(
        new Ended(context.claim(), context.run(), context.stored(), settlement, /* bare= */ false));
  }

  /** Settles a claim that no stint ran. */
  void settle(Claim claim, WriteKey key, Outcome outcome) {
    RequestOptions options = options(claim);
    int history = options.history().orElse(Settlement.HISTORY);
    Duration keep = options.kept(parts.config().keep());
    Settlement settlement =
        new Settlement(key, outcome, Notes.NONE, keep, Duration.ZERO, head(claim), history);
    settlements.add(new Ended(claim, claim.run(), settlement));
  }

  /** Fails an attempt of a claim that no stint could be made of. */
  void undone(Claim claim, Throwable error) {
    try {
      Failure failure = Failures.of(error, FailureClassifier.DEFAULT);
      Outcome outcome = crew.journeyOf(claim).fail(Journey.claimed(claim.run()), failure);
      TaskLog.failed(claim.spec(), outcome, failure, Optional.empty());
      settle(claim, claim.key().next(), outcome);
    } catch (RuntimeException e) {
      LOG.error("task {} is handed back", claim.key().task(), e);
      crew.drop(claim);
    }
  }

  /** None of a task that this build cannot read. */
  private RequestOptions options(Claim claim) {
    try {
      return crew.route(claim).options();
    } catch (RuntimeException unreadable) {
      return RequestOptions.NONE;
    }
  }

  private HeadPolicy head(Claim claim) {
    return parts
        .registry()
        .find(claim.spec().line().type())
        .<HeadPolicy>map(TaskDefinition::head)
        .orElse(HeadPolicy.HOLD);
  }

  private static Optional<TaskId> awaited(Run run) {
    return run.status() == TaskStatus.BLOCKED && run.blockedBy(BlockReason.TASK)
        ? run.blocked().flatMap(Block::await).map(Await::task)
        : Optional.empty();
  }

  /** Answers whether tasks may be ready by it; of serial keys the heirs tell. */
  private boolean settled(Ended ended, Writer.Answer<Landing> answer) {
    if (answer.error().isPresent() && !crew.closed()) {
      Optional<Ended> barely = barely(ended, answer.error().get());
      if (barely.isPresent()) {
        settlements.add(barely.get());
        return false;
      }
    }
    crew.hand().letGo(ended.claim().key());
    crew.fetcher().settled();
    Landing landing = answer.landing().orElse(Landing.GONE);
    if (landing.stands()) {
      landed(ended, landing);
    } else if (landing == Landing.STALE) {
      stale(ended.claim());
    }
    // The next suspect may be claimed only now, and waits for no poll.
    return ended.claim().run().suspect() || (landing.stands() && again(ended.settlement()));
  }

  /**
   * What is settled when the store refuses what a stint came to: an attempt that failed with the
   * store's words, and nothing of what the stint noted. Empty where not even that can be.
   */
  private Optional<Ended> barely(Ended ended, StoreException error) {
    if (ended.bare()) {
      return error.isTransient() ? Optional.of(ended) : Optional.empty();
    }
    Failure failure = Failure.temporary("store-refused", REFUSED + Failures.message(error));
    try {
      Run stored = ended.stored();
      Run at = stored.status() == TaskStatus.RUNNING ? stored : Journey.claimed(stored);
      Outcome outcome = crew.journeyOf(ended.claim()).fail(at, failure);
      TaskLog.failed(ended.claim().spec(), outcome, failure, Optional.of(error));
      return Optional.of(ended.refused(outcome));
    } catch (RuntimeException e) {
      LOG.error("task {} cannot be settled", ended.claim().key().task(), e);
      return Optional.empty();
    }
  }

  private static boolean again(Settlement settlement) {
    return settlement.status().claimable() && settlement.outcome().due() == Due.NOW;
  }

  private void landed(Ended ended, Landing landing) {
    Claim claim = ended.claim();
    Settlement settlement = ended.settlement();
    crew.tally().settled(settlement.status());
    notice(claim, ended.before(), settlement.outcome().run());
    parts
        .observer()
        .settled(claim.spec().line(), claim.spec().lane(), settlement.status(), settlement.ran());
    if (landing == Landing.APPLIED_OWING) {
      crew.owing().add(claim.key().task());
    }
    // Its target may have ended while it was being settled, and left the wake to who comes now.
    awaited(settlement.outcome().run()).ifPresent(target -> crew.owing().add(target));
  }

  private void notice(Claim claim, Run before, Run after) {
    if (after.failure().isEmpty() || parts.around().notifiers().isEmpty()) {
      return;
    }
    try {
      crew.notices().landed(claim, crew.route(claim), before, after);
    } catch (ArgumentCodec.UnreadableException e) {
      LOG.debug("this build knows nobody to tell of task {}", claim.key().task(), e);
    }
  }

  void stale(Claim claim) {
    parts.observer().stale(claim.spec().line());
  }
}
