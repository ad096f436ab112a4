package dev.stint.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.AfterResponse;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.domain.TaskId;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Row 10, and row 70's deferred requests: stored when the response is out, or never. */
class AfterResponseTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);

  private final List<List<Request<?>>> stored = new ArrayList<>();
  private Optional<RuntimeException> trouble = Optional.empty();

  private final AfterResponse later = new AfterResponse(tasks(this::requestAll));

  private List<Requested> requestAll(List<Request<?>> requests) {
    if (trouble.isPresent()) {
      throw trouble.get();
    }
    stored.add(requests);
    return requests.stream()
        .map(r -> new Requested(new TaskId(UUID.randomUUID()), true, false))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static RequestTasks tasks(Function<List<Request<?>>, List<Requested>> all) {
    return (RequestTasks)
        Proxy.newProxyInstance(
            RequestTasks.class.getClassLoader(),
            new Class<?>[] {RequestTasks.class},
            (proxy, method, args) -> {
              assertThat(method.getName()).isEqualTo("requestAll");
              return all.apply((List<Request<?>>) args[0]);
            });
  }

  @Test
  void row_10_nothing_is_stored_before_the_response_is_out_and_then_all_at_once() {
    later.request(TYPE.with("a"));
    later.request(TYPE.with("b"));
    assertThat(stored).isEmpty();
    assertThat(later.deferred()).hasSize(2);

    assertThat(later.flush()).hasSize(2);

    assertThat(stored)
        .singleElement()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(2);
    assertThat(later.deferred()).isEmpty();
  }

  @Test
  void row_10_closing_stores_what_is_left_once() {
    later.request(TYPE.with("a"));

    later.close();
    later.close();

    assertThat(stored).hasSize(1);
  }

  @Test
  void row_70_what_was_rolled_back_is_never_stored() {
    later.request(TYPE.with("a"));

    later.rollback();
    later.close();

    assertThat(stored).isEmpty();
  }

  @Test
  void row_70_what_was_refused_stays_deferred_for_the_host_to_decide() {
    later.request(TYPE.with("a"));
    trouble = Optional.of(new RefusedException("no such type"));

    assertThatThrownBy(later::flush).isInstanceOf(RefusedException.class);

    assertThat(later.deferred()).hasSize(1);
  }

  @Test
  void row_70_an_unknown_outcome_is_not_asked_for_again_under_other_ids() {
    later.request(TYPE.with("a"));
    trouble = Optional.of(new UnknownOutcomeException(List.of(), new RuntimeException("away")));
    assertThatThrownBy(later::flush).isInstanceOf(UnknownOutcomeException.class);
    trouble = Optional.empty();

    later.close();

    assertThat(stored).isEmpty();
  }
}
