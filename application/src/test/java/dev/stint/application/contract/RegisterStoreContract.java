package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link RegisterStore} keeps. */
public abstract class RegisterStoreContract extends Contract {

  private static final int RACERS = 4;

  private WriteResult swap(String name, long seen, String content) {
    return stores
        .registers()
        .swap(List.of(new Swap("limit", name, seen, Payload.of(content))))
        .get(0);
  }

  private Register register(String name) {
    return stores.registers().find("limit", name).orElseThrow();
  }

  @Test
  void a_register_is_made_by_who_saw_none() {
    assertThat(stores.registers().find("limit", "a")).isEmpty();

    assertThat(swap("a", 0, "one")).isEqualTo(WriteResult.APPLIED);

    Register made = register("a");
    assertThat(made.content()).isEqualTo(Payload.of("one"));
    assertThat(made.version()).isPositive();
    assertThat(swap("a", 0, "two")).isEqualTo(WriteResult.STALE);
    assertThat(register("a")).isEqualTo(made);
  }

  @Test
  void a_register_changes_only_for_who_saw_its_last_version() {
    swap("a", 0, "one");
    Register first = register("a");

    assertThat(swap("a", first.version(), "two")).isEqualTo(WriteResult.APPLIED);
    assertThat(swap("a", first.version(), "three")).isEqualTo(WriteResult.STALE);

    assertThat(register("a").content()).isEqualTo(Payload.of("two"));
    assertThat(register("a").version()).isGreaterThan(first.version());
  }

  @Test
  void an_emptied_register_is_not_listed_and_its_version_still_grows() {
    swap("a", 0, "one");
    long first = register("a").version();

    assertThat(swap("a", first, "")).isEqualTo(WriteResult.APPLIED);

    assertThat(stores.registers().all("limit")).isEmpty();
    assertThat(swap("a", first, "again")).isEqualTo(WriteResult.STALE);
    long emptied = stores.registers().find("limit", "a").map(Register::version).orElse(0L);
    assertThat(swap("a", emptied, "again")).isEqualTo(WriteResult.APPLIED);
    assertThat(register("a").version()).isGreaterThan(first);
  }

  @Test
  void a_kind_is_listed_by_name_and_holds_only_its_own() {
    swap("b", 0, "two");
    swap("a", 0, "one");
    stores.registers().swap(List.of(new Swap("schedule", "c", 0, Payload.of("three"))));

    assertThat(stores.registers().all("limit"))
        .extracting(Register::name)
        .containsExactly("a", "b");
    assertThat(stores.registers().all("schedule"))
        .extracting(Register::content)
        .containsExactly(Payload.of("three"));
  }

  @Test
  void many_swaps_are_answered_each_on_its_own() {
    swap("a", 0, "one");

    List<WriteResult> answers =
        stores
            .registers()
            .swap(
                List.of(
                    new Swap("limit", "a", 0, Payload.of("late")),
                    new Swap("limit", "b", 0, Payload.of("new"))));

    assertThat(answers).containsExactly(WriteResult.STALE, WriteResult.APPLIED);
    assertThat(register("a").content()).isEqualTo(Payload.of("one"));
    assertThat(register("b").content()).isEqualTo(Payload.of("new"));
  }

  @Test
  void of_two_that_saw_the_same_version_one_wins() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(RACERS);
    try {
      for (int round = 0; round < 20; round++) {
        long seen = stores.registers().find("limit", "raced").map(Register::version).orElse(0L);
        assertThat(race(pool, seen)).containsOnlyOnce(WriteResult.APPLIED).hasSize(RACERS);
        assertThat(register("raced").version()).isGreaterThan(seen);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private List<WriteResult> race(ExecutorService pool, long seen) throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    List<Callable<WriteResult>> racers = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      String content = "racer " + i;
      racers.add(
          () -> {
            start.await(120, TimeUnit.SECONDS);
            return swap("raced", seen, content);
          });
    }
    List<WriteResult> answers = new ArrayList<>();
    for (Future<WriteResult> answer : pool.invokeAll(racers)) {
      answers.add(answer.get());
    }
    return answers;
  }
}
