package dev.stint.application.engine.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.application.contract.Sample;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a driver does, the engine hears a {@link StoreException} or a whole answer. */
class GuardedStoresTest {

  private final StoreHealth health = new StoreHealth(() -> 1, 1);
  private final Stores real = InMemoryStores.create(() -> Instant.EPOCH);

  private Stores answering(@Nullable Object answer) {
    RequestStore requests =
        (RequestStore)
            Proxy.newProxyInstance(
                RequestStore.class.getClassLoader(),
                new Class<?>[] {RequestStore.class},
                (proxy, method, arguments) -> answer);
    return GuardedStores.of(
        new Stores(
            requests,
            real.runs(),
            real.chunks(),
            real.workers(),
            real.steering(),
            real.queries(),
            real.waits(),
            real.registers()),
        health);
  }

  @Test
  void fewer_answers_than_items_are_none_and_may_pass() {
    for (Object answer : new Object[] {List.of(), "nonsense"}) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> insert(answering(answer)))
          .matches(StoreException::isTransient);
    }
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> insert(answering(null)))
        .withMessage("insert of 1 items was answered with 0");
  }

  private static Object insert(Stores stores) {
    return stores.requests().insert(List.of(Sample.of(1).make()));
  }

  @Test
  void a_whole_answer_is_passed_on() {
    assertThat(insert(GuardedStores.of(real, health))).asList().hasSize(1);
    assertThat(GuardedStores.of(real, health).queries().counts()).hasSize(1);
  }

  @Test
  void what_no_store_may_throw_counts_as_an_error_that_may_pass() {
    FaultyStores faulty = new FaultyStores(real);
    faulty.each(verb -> new Fault.Thrown(new OutOfMemoryError("told to")));

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> GuardedStores.of(faulty.stores(), health).queries().counts())
        .withMessage("told to")
        .matches(StoreException::isTransient);
  }
}
