package dev.stint.application.engine;

import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.Request;
import dev.stint.application.spi.Checked;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Landing;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Fence;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** One stint as its action sees it: where it stands, and the fenced writes on its way. */
final class StintContext implements ChunkScope {

  private static final long PROGRESS_EVERY = Duration.ofSeconds(1).toNanos();

  private final Crew crew;
  private final Claim claim;
  private final boolean simulate;
  private final long began;
  private final long deadlineNanos;

  /** Held during a fenced write, and by who ends the stint from outside. */
  private final ReentrantLock writing = new ReentrantLock();

  private volatile boolean dead;
  private Run run;
  private WriteKey key;
  private List<Message> messages = new ArrayList<>();
  private List<SetAside> setAside = new ArrayList<>();
  private List<Request<?>> requests = new ArrayList<>();
  private Optional<Progress> progress = Optional.empty();
  private Optional<Payload> arguments = Optional.empty();
  private long progressWritten;

  StintContext(Crew crew, Claim claim, Run run, boolean simulate, long deadlineNanos) {
    this.crew = crew;
    this.claim = claim;
    this.run = run;
    this.key = claim.key();
    this.simulate = simulate;
    this.began = crew.clock().nanos();
    this.progressWritten = began;
    this.deadlineNanos = deadlineNanos;
  }

  Claim claim() {
    return claim;
  }

  Run run() {
    return run;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  long began() {
    return began;
  }

  /** Moves on in memory; written by the next write. */
  void moveTo(Run next) {
    run = next;
  }

  void changeArguments(Payload changed) {
    arguments = Optional.of(changed);
  }

  boolean dead() {
    return dead;
  }

  /** Ends the stint from outside, unless a write is under way; answers whether it did. */
  boolean kill() {
    if (!writing.tryLock()) {
      return false;
    }
    try {
      boolean alive = !dead;
      dead = true;
      return alive;
    } finally {
      writing.unlock();
    }
  }

  /** Ends the stint from inside; false if somebody else did. */
  boolean finish() {
    writing.lock();
    try {
      boolean alive = !dead;
      dead = true;
      return alive;
    } finally {
      writing.unlock();
    }
  }

  WriteKey nextKey() {
    return key.next();
  }

  Notes takeNotes(Optional<Payload> result) {
    Notes notes = new Notes(arguments, progress, result, messages, setAside);
    messages = new ArrayList<>();
    setAside = new ArrayList<>();
    arguments = Optional.empty();
    progress = Optional.empty();
    return notes;
  }

  /** Stores requested tasks before the write that they belong to: at least once, never lost. */
  void storeRequests() {
    if (!requests.isEmpty()) {
      List<NewTask> tasks = crew.parts().requests().apply(requests);
      crew.writes().insert(tasks);
      requests = new ArrayList<>();
    }
  }

  /** Writes where the run stands, with what was noted. */
  void write(Run next) {
    writing.lock();
    try {
      mustLive();
      storeRequests();
      Checkpoint checkpoint = new Checkpoint(key.next(), next, takeNotes(Optional.empty()));
      landed(crew.writes().checkpoint(checkpoint), next);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void inChunk(Work work) throws Exception {
    writing.lock();
    List<Message> saidBefore = List.copyOf(messages);
    List<SetAside> asideBefore = List.copyOf(setAside);
    List<Request<?>> requestedBefore = List.copyOf(requests);
    try {
      mustLive();
      Run[] next = new Run[1];
      Checked checked =
          crew.writes()
              .inChunk(
                  key.next(),
                  session -> {
                    Payload cursor = work.in(session);
                    next[0] = crew.journeyOf(claim).checkpoint(run, cursor);
                    if (!requests.isEmpty()) {
                      session.insert(crew.parts().requests().apply(requests));
                    }
                    return new Checkpoint(
                        key.next(),
                        next[0],
                        new Notes(arguments, progress, Optional.empty(), messages, setAside));
                  });
      takeNotes(Optional.empty());
      requests = new ArrayList<>();
      landed(checked, next[0]);
    } catch (Throwable e) {
      messages = new ArrayList<>(saidBefore);
      setAside = new ArrayList<>(asideBefore);
      requests = new ArrayList<>(requestedBefore);
      throw e;
    } finally {
      writing.unlock();
    }
  }

  private void landed(Checked checked, Run next) {
    crew.hand().heard(task(), checked.signal());
    if (!checked.landing().stands()) {
      dead = true;
      crew.writes().stale(claim);
      throw new LeaseLostException(task());
    }
    if (checked.landing() == Landing.APPLIED_OWING) {
      crew.owing().add(task());
    }
    key = key.next();
    run = next;
    progressWritten = crew.clock().nanos();
  }

  /** A write of a dead context is refused without asking the store, and counted as it would be. */
  private void mustLive() {
    if (dead) {
      crew.writes().stale(claim);
      throw new LeaseLostException(task());
    }
  }

  @Override
  public void checkpoint(Payload cursor) {
    write(crew.journeyOf(claim).checkpoint(run, cursor));
  }

  @Override
  public void progress(long done, long total, String text) {
    progress = Optional.of(new Progress(done, total, text));
    if (crew.clock().nanos() - progressWritten >= PROGRESS_EVERY
        && !writing.isHeldByCurrentThread()) {
      write(run);
    }
  }

  @Override
  public void message(Message.Level level, String text) {
    messages.add(new Message(level, text));
    crew.heard(claim, text);
  }

  @Override
  public void milestone(String name) {
    Await.check(name);
    messages.add(new Message(Message.Level.MILESTONE, name));
    if (!writing.isHeldByCurrentThread()) {
      write(run);
    }
  }

  @Override
  public boolean came(Await awaited) {
    Await.Verdict verdict = crew.waitRoom().verdict(awaited);
    if (verdict == Await.Verdict.NEVER) {
      throw new PermanentFailureException(awaited.words() + " can not come any more");
    }
    return verdict == Await.Verdict.CAME;
  }

  @Override
  public void link(ActionLink link) {
    messages.add(Links.message(crew.parts().codec(), link));
  }

  @Override
  public void request(Request<?> request) {
    requests.add(request);
  }

  @Override
  public void setAside(SetAside item) {
    setAside.add(item);
  }

  @Override
  public TaskId task() {
    return claim.key().task();
  }

  @Override
  public Fence fence() {
    return claim.key().fence();
  }

  @Override
  public int attempt() {
    return run.attempt();
  }

  @Override
  public Payload cursor() {
    return run.cursor();
  }

  @Override
  public Instant deadline() {
    return crew.clock().at(deadlineNanos);
  }

  @Override
  public Instant now() {
    return crew.clock().now();
  }

  @Override
  public boolean shouldYield() {
    return dead
        || crew.clock().nanos() - deadlineNanos >= 0
        || crew.hand().signalled(task())
        || crew.wantsSlot(claim);
  }

  @Override
  public Duration lease() {
    return dead ? Duration.ZERO : crew.lease().left();
  }

  @Override
  public boolean simulate() {
    return simulate;
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(crew.clock().nanos());
  }
}
