package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One store under test, and short words for what the tests do to it. */
public abstract class Contract {

  protected static final Duration LEASE = Duration.ofSeconds(10);
  protected static final Duration KEEP = Duration.ofDays(30);
  protected static final long ANY_SIZE = 8L << 20;

  protected StoreFixture fixture = StoreFixture.NONE;
  protected Stores stores = StoreFixture.NONE.stores();
  protected WorkerId worker = Sample.worker(1);
  private long claims;

  /** A fresh, empty store. */
  protected abstract StoreFixture open() throws Exception;

  @BeforeEach
  public void begin() throws Exception {
    fixture = open();
    stores = fixture.stores();
    register(worker);
  }

  @AfterEach
  public void end() {
    fixture.close();
  }

  protected final void register(WorkerId id) {
    stores.workers().register(new WorkerRow(id, "test", LEASE, Set.of(Sample.TYPE)));
  }

  protected final Instant now() {
    return stores.queries().health().now();
  }

  /** Stores the tasks, every one of them new. */
  protected final void insert(Sample... samples) {
    List<NewTask> tasks = Arrays.stream(samples).map(Sample::make).toList();
    assertThat(stores.requests().insert(tasks)).allMatch(Inserted::isNew).hasSize(tasks.size());
  }

  protected final ClaimRequest asking(int limit, int suspects, Line... lines) {
    List<LineLimit> limits = Arrays.stream(lines).map(l -> new LineLimit(l, 100)).toList();
    ClaimId id = new ClaimId(worker, ++claims);
    return new ClaimRequest(id, limits, List.of(Lane.values()), limit, suspects, ANY_SIZE);
  }

  protected static ClaimRequest asking(WorkerId by, long number) {
    return new ClaimRequest(
        new ClaimId(by, number),
        List.of(new LineLimit(Sample.LINE, 100)),
        List.of(Lane.values()),
        3,
        3,
        ANY_SIZE);
  }

  protected final List<Claim> claim(int limit) {
    return claimed(asking(limit, limit, Sample.LINE)).tasks();
  }

  protected final Claimed claimed(ClaimRequest request) {
    return stores.runs().claim(request);
  }

  /** Claims exactly one task. */
  protected final Claim claimOne() {
    List<Claim> claims = claim(1);
    assertThat(claims).hasSize(1);
    return claims.get(0);
  }

  /** Stores a task and claims it. */
  protected final Claim running(Sample sample) {
    insert(sample);
    return claimOne();
  }

  protected static List<TaskId> ids(List<Claim> claims) {
    return claims.stream().map(c -> c.spec().id()).toList();
  }

  protected final WriteResult settle(WriteKey key, Outcome outcome) {
    return settle(key, outcome, Notes.NONE, KEEP);
  }

  protected final WriteResult settle(WriteKey key, Outcome outcome, Notes notes, Duration keep) {
    return stores
        .runs()
        .settle(List.of(new Settlement(key, outcome, notes, keep, Duration.ofMillis(5))))
        .get(0);
  }

  /** Settles the claim's first write, which must land. */
  protected final void end(Claim claim, Outcome outcome) {
    assertThat(settle(claim.key().next(), outcome)).isEqualTo(WriteResult.APPLIED);
  }

  protected final WriteResult release(WriteKey key) {
    return stores.runs().release(List.of(key)).get(0);
  }

  protected final VersionedTask standing(TaskId task) {
    return stores.runs().standing(task).orElseThrow();
  }

  protected final void raise(TaskId task, Signal signal) {
    assertThat(stores.steering().steer(List.of(new Steer.Raise(standing(task), signal))))
        .containsExactly(WriteResult.APPLIED);
  }

  /** Lets the worker's lease end and hands its one task to another worker. */
  protected final Claim takenOver(WorkerId reaper) {
    fixture.advance(LEASE.plusMillis(1));
    register(reaper);
    assertThat(stores.workers().lose()).containsExactly(new LostWorker(worker));
    List<Claim> taken =
        stores.workers().takeOver(new ClaimId(reaper, -1), new LostWorker(worker), 10);
    assertThat(taken).hasSize(1);
    return taken.get(0);
  }
}
