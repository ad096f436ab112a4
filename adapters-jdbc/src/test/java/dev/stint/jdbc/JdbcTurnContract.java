package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Upkeep;
import dev.stint.application.spi.WaitStore.Registered;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.Waiting;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a database's transactions make of waits and serial keys. */
abstract class JdbcTurnContract extends Contract {

  private static final String KEY = "customer 7";
  private static final int RACES = 40;

  /** The user's own way to the database. */
  abstract DataSource users() throws Exception;

  private static Sample keyed(int number) {
    return Sample.of(number).serial(KEY);
  }

  private boolean waitsItsTurn(int number) {
    return standing(Sample.id(number)).run().blockedBy(BlockReason.TURN);
  }

  private void inCallers(Sample... samples) throws Exception {
    try (Connection connection = users().getConnection()) {
      connection.setAutoCommit(false);
      List<NewTask> tasks = List.of(samples).stream().map(Sample::make).toList();
      stores.requests().insertWithin(connection, tasks);
      connection.commit();
    }
  }

  @Test
  void the_upkeep_of_an_idle_store_has_nothing_to_do_and_a_turn_asked_for_is_to_be_delivered()
      throws Exception {
    insert(keyed(1), Sample.of(2).due(Due.in(Duration.ofMinutes(5))));
    claimOne();
    assertThat(stores.workers().upkeep(Duration.ofSeconds(1))).isEmpty();

    inCallers(keyed(3));

    assertThat(stores.workers().upkeep(Duration.ZERO)).contains(Upkeep.DELIVER);
  }

  @Test
  void turns_that_an_older_build_wrote_with_their_blocks_go_on_after_the_migration() {
    Await await = new Await(Sample.id(9), Optional.empty(), Await.Accepts.SUCCESS);
    insert(keyed(1), keyed(2), keyed(3).run(Waiting.first(await)));
    Run second = standing(Sample.id(2)).run();
    Run third = standing(Sample.id(3)).run();
    assertThat(third.blocked().flatMap(Block::await)).contains(await);
    Database database = ((JdbcFixture) fixture).jdbc.database();
    database.change(
        h ->
            h.execute(
                "update stint_task set blocked = concat('TURN', coalesce(substr(blocked, 5), ''))"
                    + " where ready_state = 4"));

    database.change(
        h ->
            h.execute(
                Schema.migration(database.statements().words(), "V101__turn.sql")
                    .replace(";", "")));

    assertThat(standing(Sample.id(2)).run()).isEqualTo(second);
    assertThat(standing(Sample.id(3)).run()).isEqualTo(third);
    end(claimOne(), Sample.done());
    assertThat(standing(Sample.id(2)).run()).isEqualTo(SerialKeyRules.granted(second));
    end(claimOne(), Sample.done());
    assertThat(standing(Sample.id(3)).run()).isEqualTo(SerialKeyRules.granted(third));
  }

  @Test
  void a_request_in_the_callers_transaction_waits_for_deliver_to_grant_its_turn() throws Exception {
    inCallers(keyed(1));
    assertThat(waitsItsTurn(1)).isTrue();
    assertThat(claim(9)).isEmpty();
    assertThat(stores.runs().deliver(10, Duration.ofSeconds(1))).as("it is left a second").isZero();
    assertThat(stores.runs().hasUndelivered()).isTrue();

    fixture.advance(Duration.ofSeconds(2));
    assertThat(stores.runs().deliver(10, Duration.ofSeconds(1))).isEqualTo(1);
    assertThat(stores.runs().hasUndelivered()).isFalse();
    assertThat(stores.runs().deliver(10, Duration.ZERO)).as("once is enough").isZero();
    assertThat(ids(claim(9))).containsExactly(Sample.id(1));
  }

  @Test
  void a_request_in_the_callers_transaction_gets_its_turn_after_the_holder_without_deliver()
      throws Exception {
    insert(keyed(1));
    inCallers(keyed(2));
    end(claimOne(), Sample.done());

    assertThat(ids(claim(9))).containsExactly(Sample.id(2));
    assertThat(stores.runs().deliver(10, Duration.ZERO)).isZero();
    assertThat(waitsItsTurn(2)).isFalse();
  }

  @Test
  void a_task_requested_in_a_chunk_gets_its_turn_when_the_chunk_landed() {
    Claim claim = running(Sample.of(1));

    stores
        .chunks()
        .inChunk(
            session -> {
              session.insert(List.of(keyed(2).make(), keyed(3).make()));
              return new Checkpoint(claim.key().next(), Sample.at("here"), Notes.NONE);
            });

    assertThat(ids(claim(9))).containsExactly(Sample.id(2));
    assertThat(waitsItsTurn(3)).isTrue();
  }

  @Test
  void a_wait_beneath_a_turn_comes_back_with_the_turn() {
    Block wait = Block.on(Await.success(Sample.id(9)), now().plusSeconds(60));
    Run waiting =
        new Run(
            TaskStatus.BLOCKED,
            Run.NEW.phase(),
            0,
            Run.NEW.entry(),
            Run.NEW.cursor(),
            0,
            0,
            0,
            0,
            Optional.of(TaskStatus.YIELDED),
            Optional.of(wait),
            Optional.empty(),
            Optional.empty());
    insert(keyed(1));
    insert(keyed(2).run(waiting).due(Due.in(Duration.ofSeconds(60))));
    fixture.advance(Duration.ofSeconds(61));
    stores.workers().renew(worker);
    stores.runs().promote(10);

    assertThat(standing(Sample.id(2)).run()).isEqualTo(SerialKeyRules.waiting(waiting));
    end(claimOne(), Sample.done());
    Run granted = SerialKeyRules.granted(SerialKeyRules.waiting(waiting));
    assertThat(standing(Sample.id(2)).run()).isEqualTo(granted);
    assertThat(claimOne().run()).isEqualTo(granted);
  }

  @Test
  void who_registers_while_the_target_ends_is_owed_or_told_that_it_is_over() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      for (int race = 1; race <= RACES; race++) {
        int number = race;
        Claim claim = running(Sample.of(number));
        CyclicBarrier start = new CyclicBarrier(2);
        Wait wait = new Wait(Sample.id(number), Sample.id(1_000 + number), claim.key().fence());
        Future<Registered> registered =
            pool.submit(
                () -> {
                  start.await(120, TimeUnit.SECONDS);
                  return stores.waits().register(List.of(wait)).get(0);
                });
        Future<WriteResult> settled =
            pool.submit(
                () -> {
                  start.await(120, TimeUnit.SECONDS);
                  return settle(claim.key().next(), Sample.done());
                });
        boolean waits = registered.get(120, TimeUnit.SECONDS) == Registered.WAITING;
        assertThat(settled.get(120, TimeUnit.SECONDS)).isEqualTo(WriteResult.applied(waits));
        assertThat(stores.waits().owedBy(List.of(Sample.id(number)), 10).contains(wait))
            .isEqualTo(waits);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Batches of many keys, stored and settled and steered at once, in no order of names. */
  @Test
  void batches_of_many_keys_do_not_wait_in_a_ring() throws Exception {
    int workers = 3;
    int tasks = 240;
    List<Callable<Integer>> work = new ArrayList<>();
    Set<TaskId> done = ConcurrentHashMap.newKeySet();
    for (int w = 0; w < workers; w++) {
      int part = w;
      register(Sample.worker(20 + w));
      work.add(
          () -> {
            List<NewTask> mine =
                IntStream.range(0, tasks / workers)
                    .mapToObj(i -> Sample.of(1 + part + workers * i).serial("key " + (i * 7 % 20)))
                    .map(Sample::make)
                    .toList();
            for (int i = 0; i < mine.size(); i += 20) {
              stores.requests().insert(mine.subList(i, Math.min(mine.size(), i + 20)));
            }
            return drain(20 + part, tasks, done);
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      int settled = 0;
      for (Future<Integer> each : pool.invokeAll(work)) {
        settled += each.get();
      }
      assertThat(settled).isEqualTo(tasks);
      assertThat(done).hasSize(tasks);
    } finally {
      pool.shutdownNow();
    }
  }

  private int drain(int number, int all, Set<TaskId> done) {
    int settled = 0;
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    for (long n = 1; done.size() < all && System.nanoTime() < end; n++) {
      List<Claim> claims =
          claimed(
                  new ClaimRequest(
                      new ClaimId(Sample.worker(number), n),
                      List.of(new LineLimit(Sample.LINE, 100)),
                      List.of(Lane.values()),
                      8,
                      8,
                      ANY_SIZE))
              .tasks();
      var settlements =
          claims.stream()
              .map(
                  c ->
                      new Settlement(
                          c.key().next(), Sample.done(), Notes.NONE, KEEP, Duration.ofMillis(1)))
              .toList();
      for (WriteResult result : stores.runs().settle(settlements)) {
        assertThat(result).isEqualTo(WriteResult.APPLIED);
      }
      claims.forEach(c -> done.add(c.spec().id()));
      settled += claims.size();
      stores.runs().deliver(100, Duration.ZERO);
    }
    return settled;
  }
}
