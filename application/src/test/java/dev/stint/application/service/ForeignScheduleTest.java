package dev.stint.application.service;

import static dev.stint.application.service.ServicesFixture.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.application.registers.ScheduleRegister;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import dev.stint.domain.schedule.ScheduledRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The id of a schedule's run follows from its name and its moment, so that several engines make one
 * run: who guessed it and gave it to a task of their own would keep the run from being made.
 */
class ForeignScheduleTest {

  private static final ScheduleName HERS = new ScheduleName("alice's report");

  private final ServicesFixture services = new ServicesFixture();
  private final ScheduleRegister register =
      new ScheduleRegister(services.stores.registers(), services.codec);
  private final ScheduleService schedules =
      new ScheduleService(register, services.newTasks, services.stores, Wakeups.NONE);
  private final TasksAs bob =
      new AccessService(
              AccessPolicy.BY_ROLE,
              new TasksAs(
                  services.tasks, services.ask, services.steer, services.read, services.clean),
              services.plain,
              register::makes)
          .as(Principal.of("bob"));

  private void refused(TaskId id) {
    assertThatThrownBy(() -> bob.tasks().request(MAIL.with("x").id(id)))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the id " + id + " cannot be used; make another one");
    assertThat(services.stores.queries().find(id)).isEmpty();
  }

  private Instant next() {
    return register.find(HERS).orElseThrow().course().due().orElseThrow();
  }

  @Test
  void nobody_takes_the_id_of_a_run_to_come() {
    schedules.put(
        Schedule.cron(
            HERS.value(), "0 * * * *", ZoneId.of("UTC"), MAIL.with("report").owner("alice")));

    refused(ScheduledRun.of(HERS, next()).id());
    refused(ScheduledRun.of(HERS, next().plus(Duration.ofHours(9))).id());
  }

  @Test
  void nor_that_of_a_run_after_a_delay() {
    services.now.set(services.now.get().plusNanos(123_000));
    schedules.put(
        Schedule.every(HERS.value(), Duration.ofHours(1), MAIL.with("report").owner("alice")));

    refused(ScheduledRun.of(HERS, next()).id());
  }

  @Test
  void ids_of_their_own_are_free_and_asked_again_answer_the_same_task() {
    TaskId own = new TaskId(UUID.fromString("01a22b90-4611-7483-aae7-211739a97cb7"));
    schedules.put(Schedule.every(HERS.value(), Duration.ofHours(1), MAIL.with("report")));

    assertThat(bob.tasks().request(MAIL.with("x").id(own)).isNew()).isTrue();
    assertThat(bob.tasks().request(MAIL.with("x").id(own)).isNew()).isFalse();
  }
}
