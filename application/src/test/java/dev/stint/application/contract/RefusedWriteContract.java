package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every write of the store ports while the server takes no writes for a time: it is told as
 * passing, changes nothing, and lands once when it is repeated later.
 */
public abstract class RefusedWriteContract extends Contract {

  /** One way in which the server under test refuses writes. */
  public interface Refusal {

    /** From now on it refuses, until what is answered is closed. */
    AutoCloseable begin() throws Exception;
  }

  /** Each way by its name. */
  protected abstract Map<String, Refusal> refusals();

  @ParameterizedTest
  @EnumSource
  void a_write_that_is_refused_for_a_time_changes_nothing_and_lands_once_afterwards(Verb verb)
      throws Exception {
    for (Map.Entry<String, Refusal> refusal : refusals().entrySet()) {
      end();
      begin();
      check(verb, refusal.getKey(), refusal.getValue());
    }
  }

  private void check(Verb verb, String name, Refusal refusal) throws Exception {
    Verb.Scene scene = verb.in(this);
    World before = World.of(stores);
    Optional<Object> early;
    try (AutoCloseable refused = refusal.begin()) {
      early = tried(scene, name);
    }

    if (early.isEmpty()) {
      assertThat(World.of(stores)).as(name).isEqualTo(before);
    }
    Object answer = early.isPresent() ? early.get() : scene.act().apply(stores);

    World landed = World.of(stores);
    assertThat(landed).as(name).isNotEqualTo(before);
    assertThat(answer).as(name).isNotIn(WriteResult.STALE, WriteResult.GONE, List.of());
    assertThat(scene.again().apply(stores)).as(name).isNotNull();
    assertThat(World.of(stores)).as(name).isEqualTo(landed);
  }

  /** A write that only frees room may land all the same; then it is not refused. */
  private Optional<Object> tried(Verb.Scene scene, String name) {
    try {
      return Optional.of(scene.act().apply(stores));
    } catch (StoreException e) {
      assertThat(e.isTransient()).as("%s passes: %s", name, e.getMessage()).isTrue();
      return Optional.empty();
    }
  }
}
