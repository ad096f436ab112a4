package dev.stint.application.service;

import static dev.stint.application.api.UniquePolicy.REJECT;
import static dev.stint.application.api.UniquePolicy.REPLACE;
import static dev.stint.application.service.ServicesFixture.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.Requested;
import dev.stint.application.api.UniquePolicy;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.IdempotencyKey.Scope;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a request does whose key's task is not over. */
class UniqueRequestsTest {

  private final ServicesFixture services = new ServicesFixture();

  @Test
  void the_existing_task_is_answered_by_default() {
    TaskId first = services.tasks.request(MAIL.with("a").key("k")).id();

    assertThat(services.tasks.request(MAIL.with("b").key("k")))
        .isEqualTo(new Requested(first, false, true));
  }

  @Test
  void a_request_that_rejects_is_refused_naming_the_task_until_it_is_over() {
    TaskId first = services.tasks.request(MAIL.with("a").key("k").unique(REJECT)).id();

    assertThatThrownBy(() -> services.tasks.request(MAIL.with("a").key("k").unique(REJECT)))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the key 'k' names task " + first + ", which is not over");
    services.steer.cancel(List.of(first));
    assertThat(services.tasks.request(MAIL.with("a").key("k").unique(REJECT)).isNew()).isTrue();
  }

  @Test
  void asking_again_with_the_same_id_is_no_second_request() {
    TaskId own = new TaskId(new UUID(7, 7));
    services.tasks.request(MAIL.with("a").id(own).key("k").unique(REJECT));

    assertThat(services.tasks.request(MAIL.with("a").id(own).key("k").unique(REJECT)).id())
        .isEqualTo(own);
    assertThat(services.tasks.request(MAIL.with("a").id(own).key("k").unique(REPLACE)).id())
        .isEqualTo(own);
    assertThat(services.tasks.requestAll(List.of(MAIL.with("a").id(own).key("k").unique(REJECT))))
        .hasSize(1);
    assertThat(services.status(own)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void an_id_that_is_taken_by_another_task_says_so_under_every_policy() {
    TaskId taken = new TaskId(new UUID(7, 7));
    services.tasks.request(MAIL.with("a").id(taken).key("k"));

    for (UniquePolicy policy : UniquePolicy.values()) {
      Request<String> other = MAIL.with("b").id(taken).key("k").unique(policy);
      assertThat(services.tasks.request(other)).isEqualTo(new Requested(taken, false, true));
      assertThat(services.tasks.requestAll(List.of(other)))
          .containsExactly(new Requested(taken, false, true));
    }
    assertThat(services.tasks.request(MAIL.with("b").id(taken)).otherArguments()).isTrue();
    assertThat(services.tasks.request(MAIL.with("a").id(taken)).otherArguments()).isFalse();
  }

  @Test
  void a_key_that_keeps_its_task_takes_over_one_that_does_not() {
    TaskId first = services.tasks.request(MAIL.with("a").key("k")).id();
    Request<String> always = MAIL.with("a").key("k", Scope.ALWAYS).unique(REJECT);
    assertThatThrownBy(() -> services.tasks.requestAll(List.of(always)))
        .hasMessageContaining("names task " + first);
    services.steer.cancel(List.of(first));

    TaskId second = services.tasks.requestAll(List.of(always)).get(0).id();
    services.steer.cancel(List.of(second));

    assertThatThrownBy(() -> services.tasks.requestAll(List.of(always)))
        .hasMessageContaining("names task " + second);
    assertThatThrownBy(
            () -> services.tasks.requestAll(List.of(MAIL.with("a").key("k").unique(REJECT))))
        .hasMessageContaining("names task " + second);
  }

  @Test
  void of_many_none_is_stored_if_a_key_is_taken() {
    services.tasks.request(MAIL.with("a").key("k"));
    long before = services.stores.queries().counts().get(0).tasks();

    assertThatThrownBy(
            () ->
                services.tasks.requestAll(
                    List.of(MAIL.with("b"), MAIL.with("c").key("k").unique(REJECT))))
        .isInstanceOf(RefusedException.class);

    assertThat(services.stores.queries().counts().get(0).tasks()).isEqualTo(before);
  }

  @Test
  void a_waiting_task_is_cancelled_and_replaced() {
    TaskId first = services.tasks.request(MAIL.with("a").key("k")).id();

    Requested second = services.tasks.request(MAIL.with("b").key("k").unique(REPLACE));

    assertThat(second.isNew()).isTrue();
    assertThat(second.replaced()).contains(first);
    assertThat(services.status(first)).isEqualTo(TaskStatus.CANCELLED);
    assertThat(services.ask.byKey("k", IdempotencyKey.Scope.ACTIVE).map(TaskScan::id))
        .contains(second.id());
  }

  @Test
  void a_running_task_is_told_to_end_and_answered() {
    TaskId first = services.tasks.request(MAIL.with("a").key("k")).id();
    services.claimAll();

    Requested second = services.tasks.request(MAIL.with("b").key("k").unique(REPLACE));

    assertThat(second)
        .isEqualTo(new Requested(first, false, true).replacing(java.util.Optional.empty(), true));
    assertThat(services.row(first).standing().signal()).isEqualTo(Signal.CANCEL);
  }

  @Test
  void what_cannot_be_unique_is_refused() {
    assertThatThrownBy(() -> services.tasks.request(MAIL.with("a").unique(REJECT)))
        .hasMessage("a request that is to be unique needs a key");
    assertThatThrownBy(
            () ->
                services.tasks.request(
                    MAIL.with("a").key("k", IdempotencyKey.Scope.ALWAYS).unique(REPLACE)))
        .hasMessage("a task of a key that it keeps when it is over is not replaced");
    assertThatThrownBy(
            () ->
                services.tasks.requestWithin(
                    "transaction", List.of(MAIL.with("a").key("k").unique(REPLACE))))
        .hasMessage("a task is not replaced inside the caller's transaction");
  }
}
