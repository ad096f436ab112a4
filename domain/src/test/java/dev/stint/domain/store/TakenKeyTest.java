package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.IdempotencyKey.Scope;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request comes to whose idempotency key is taken. */
class TakenKeyTest {

  private record Found(
      boolean own,
      boolean stored,
      boolean confirmed,
      boolean holderStored,
      boolean holderLive,
      Scope scope)
      implements TakenKey {}

  @ParameterizedTest
  @CsvSource({
    // the key is its own, it is stored, confirmed, the holder: stored, live; scope; the answer
    "true,  false, true,  true,  true,  ACTIVE, STORE",
    "true,  true,  true,  true,  true,  ALWAYS, STORE", // a repeat: the insert finds out
    "true,  false, false, false, false, ACTIVE, STORE",
    "false, true,  true,  true,  true,  ACTIVE, ITSELF",
    "false, true,  true,  true,  false, ACTIVE, ITSELF",
    "false, true,  false, false, false, ALWAYS, ITSELF",
    "false, false, false, false, false, ACTIVE, ADOPT",
    "false, false, false, false, false, ALWAYS, ADOPT",
    "false, false, false, true,  true,  ACTIVE, HOLDER", // stored, and not confirmed yet
    "false, false, true,  true,  true,  ACTIVE, HOLDER",
    "false, false, true,  true,  true,  ALWAYS, HOLDER",
    "false, false, true,  true,  false, ALWAYS, HOLDER",
    "false, false, true,  false, false, ALWAYS, HOLDER", // cleaned away: the key answers still
    "false, false, true,  true,  false, ACTIVE, PASS",
    "false, false, false, true,  false, ACTIVE, PASS",
    "false, false, true,  false, false, ACTIVE, PASS",
  })
  void a_key_answers_while_its_scope_says(
      boolean own,
      boolean stored,
      boolean confirmed,
      boolean holderStored,
      boolean holderLive,
      Scope scope,
      TakenKey.Answer answer) {
    TakenKey key = new Found(own, stored, confirmed, holderStored, holderLive, scope);

    assertThat(key.answer()).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    // the key is its own, confirmed, the holder: stored, live; whether it can be taken back
    "true,  true,  true,  false, true",
    "true,  true,  false, false, true",
    "false, true,  true,  true,  false",
    "false, false, true,  true,  false",
    "false, true,  true,  false, true",
    "false, false, true,  false, true",
    "false, true,  false, false, true",
    "false, false, false, false, false", // its requester is about to store it
  })
  void a_restart_takes_its_key_back_unless_an_unfinished_task_has_it(
      boolean own, boolean confirmed, boolean holderStored, boolean holderLive, boolean back) {
    for (Scope scope : Scope.values()) {
      TakenKey key = new Found(own, true, confirmed, holderStored, holderLive, scope);

      assertThat(key.back()).isEqualTo(back);
    }
  }

  @ParameterizedTest
  @CsvSource({"ALWAYS, PT24H", "ACTIVE,"})
  void only_a_key_of_scope_always_outlives_its_task(Scope scope, Duration kept) {
    Instant finished = Instant.parse("2026-11-29T00:00:00Z");

    assertThat(TakenKey.keptUntil(scope, finished).map(u -> Duration.between(finished, u)))
        .isEqualTo(java.util.Optional.ofNullable(kept));
  }
}
