package dev.stint.application.service;

import static dev.stint.application.service.ServicesFixture.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Owner, administrator and developer. */
class AccessTest {

  private static final TaskDefinition<?> NUMBERS =
      TaskDefinition.of(
              TaskType.of("numbers", Integer.class), (number, context) -> StepOutcome.done())
          .alias("figures");

  private final ServicesFixture services = new ServicesFixture();
  private final AccessService access =
      new AccessService(
          AccessPolicy.BY_ROLE,
          new TasksAs(services.tasks, services.ask, services.steer, services.read, services.clean),
          services.plain);
  private final TasksAs ann = access.as(Principal.of("ann"));
  private final TasksAs admin = access.as(Principal.of("root", Principal.Role.ADMINISTRATOR));
  private final TasksAs dev = access.as(Principal.of("dev", Principal.Role.DEVELOPER));
  private TaskId hers;
  private TaskId his;

  @BeforeEach
  void tasks_of_two_owners() {
    hers = ann.tasks().request(MAIL.with("a").key("hers")).id();
    for (int i = 0; i < 30; i++) {
      his = services.tasks.request(MAIL.with("b").owner("bob").key("his" + i)).id();
    }
  }

  @Test
  void a_request_is_for_its_requester_unless_they_may_name_others() {
    assertThat(services.row(hers).standing().spec().owner()).contains(new Owner("ann"));
    assertThatThrownBy(() -> ann.tasks().request(MAIL.with("a").owner("bob")))
        .isInstanceOf(RefusedException.class)
        .hasMessage("ann may not request mail for bob");
    assertThat(admin.tasks().requestAll(List.of(MAIL.with("a").owner("bob")))).hasSize(1);
  }

  @Test
  void words_make_a_request_of_a_type_that_one_may_ask_for() {
    assertThat(ann.read().read("mail", "words"))
        .hasValueSatisfying(
            read -> assertThat(ann.tasks().request(read.key("read")).isNew()).isTrue());
    assertThat(ann.read().read("no-such-type", "words")).isEmpty();
    assertThat(services.read.read("no-such-type", "words")).isEmpty();
    assertThatThrownBy(() -> new ServicesFixture(List.of(NUMBERS)).read.read("numbers", "words"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'words' is not a class java.lang.Integer");
  }

  @Test
  void what_one_may_not_ask_for_is_not_found_and_its_arguments_are_not_read() {
    ServicesFixture numbers = new ServicesFixture(List.of(NUMBERS));
    AccessPolicy onlyAnn =
        new AccessPolicy() {
          @Override
          public boolean allows(Principal who, Verb verb, TaskRow task) {
            return false;
          }

          @Override
          public boolean allowsRequest(Principal who, String type, Optional<Owner> owner) {
            return type.equals("numbers") && owner.equals(Optional.of(new Owner("ann")));
          }

          @Override
          public boolean allowsFigures(Principal who) {
            return false;
          }
        };
    AccessService some =
        new AccessService(
            onlyAnn,
            new TasksAs(numbers.tasks, numbers.ask, numbers.steer, numbers.read, numbers.clean),
            numbers.plain);

    assertThat(some.as(Principal.of("ann")).read().read("figures", "7")).isPresent();
    assertThat(some.as(Principal.of("eve")).read().read("figures", "words")).isEmpty();
  }

  @Test
  void what_one_may_not_see_is_not_found_in_any_way() {
    assertThat(ann.ask().find(hers)).isPresent();
    assertThat(ann.ask().find(his)).isEmpty();
    assertThat(ann.ask().byKey("his1", IdempotencyKey.Scope.ACTIVE)).isEmpty();
    assertThat(ann.ask().existsActiveKey("his1")).isFalse();
    assertThat(ann.ask().existsActiveKey("hers")).isTrue();
    assertThat(ann.ask().messages(his)).isEmpty();
    assertThat(ann.ask().history(his, 10, 0)).isEmpty();
    assertThat(ann.ask().setAside(his, 10, 0)).isEmpty();
    assertThat(ann.ask().link(his)).isEmpty();
    assertThat(ann.ask().notice(his)).isEmpty();
    assertThat(ann.ask().await(his, Duration.ZERO)).isEmpty();
    assertThat(ann.ask().awaitAsync(his).toCompletableFuture().join()).isEmpty();
    assertThat(ann.ask().latestOf("bob")).isEmpty();
    assertThat(ann.ask().latest("mail").map(TaskScan::id)).contains(hers);
    assertThat(ann.ask().existsActive("mail")).isTrue();
    assertThat(access.as(Principal.of("eve")).ask().existsActive("mail")).isFalse();
  }

  @Test
  void lists_are_filled_with_what_one_may_see() {
    TaskFilter page =
        new TaskFilter(
            Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10);

    assertThat(ann.ask().list(page)).extracting(TaskScan::id).containsExactly(hers);
    assertThat(ann.ask().search(TaskSearch.ALL.limit(10)).tasks())
        .extracting(TaskScan::id)
        .containsExactly(hers);
    assertThat(dev.ask().list(page)).hasSize(10);
    assertThat(dev.ask().search(TaskSearch.ALL.limit(10)).tasks()).hasSize(10);
  }

  @Test
  void figures_of_all_tasks_are_for_administrators_and_developers() {
    assertThatThrownBy(() -> ann.ask().counts()).hasMessage("ann may not see figures of all tasks");
    assertThatThrownBy(() -> ann.ask().monitor()).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> ann.ask().depths()).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> ann.ask().workers()).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> ann.ask().health()).isInstanceOf(RefusedException.class);
    assertThat(ann.ask().seesFigures()).isFalse();
    assertThat(dev.ask().seesFigures()).isTrue();
    assertThat(services.ask.seesFigures()).isTrue();
    assertThat(dev.ask().counts()).isNotEmpty();
    assertThat(admin.ask().monitor().counts()).isNotEmpty();
    assertThat(ann.ask().types()).hasSize(1);
    assertThat(ann.ask().type("mail")).isPresent();
  }

  @Test
  void one_steers_what_is_ones_own_and_an_administrator_everything() {
    assertThat(ann.steer().pause(List.of(his, hers)))
        .extracting(s -> s.task(), s -> s.result())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(his, SteerResult.UNKNOWN),
            org.assertj.core.groups.Tuple.tuple(hers, SteerResult.DONE));
    assertThat(dev.steer().cancel(List.of(his)).get(0).words())
        .isEqualTo("dev may see this task, not change it");
    assertThat(dev.steer().cancel(List.of(his)).get(0).result()).isEqualTo(SteerResult.REFUSED);
    assertThat(ann.steer().maySteer(hers)).isTrue();
    assertThat(ann.steer().maySteer(his)).isFalse();
    assertThat(dev.steer().maySteer(his)).isFalse();
    assertThat(services.steer.maySteer(his)).isTrue();
    assertThat(admin.steer().cancel(List.of(his)).get(0).result()).isEqualTo(SteerResult.DONE);
    assertThat(ann.steer().resume(List.of(hers)).get(0).result()).isEqualTo(SteerResult.DONE);
    assertThat(ann.steer().prioritize(List.of(hers), 3).get(0).result())
        .isEqualTo(SteerResult.DONE);
    assertThat(ann.steer().options(List.of(hers), o -> o.keep(Duration.ZERO)).get(0).result())
        .isEqualTo(SteerResult.DONE);
    assertThat(admin.steer().restart(List.of(his)).get(0).result()).isEqualTo(SteerResult.DONE);
    assertThat(admin.steer().remove(List.of(his)).get(0).result()).isEqualTo(SteerResult.DONE);
  }
}
