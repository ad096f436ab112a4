package dev.stint.command.howto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.Upcaster;
import dev.stint.application.api.operate.CheckBuild;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HowToVersionsTest extends HowTo {

  // region before
  record Mail(String to) {}

  static final TaskType<Mail> MAIL = TaskType.of("mail", Mail.class);

  // endregion

  // region after
  record MailToMany(List<String> recipients) {}

  static final TaskType<MailToMany> MAIL_TO_MANY = TaskType.of("mail.send", MailToMany.class);

  private TaskDefinition<MailToMany> definition() {
    return TaskDefinition.of(MAIL_TO_MANY, this::send)
        .alias("mail") // tasks that were stored under the old name
        .version(2) // what this build stores
        .upcast(
            1,
            Upcaster.fields(
                fields -> {
                  fields.put("recipients", List.of(fields.remove("to")));
                  return fields;
                }));
  }

  // endregion

  private final List<String> sent = new ArrayList<>();

  private StepOutcome send(MailToMany mail, ActionContext context) {
    sent.addAll(mail.recipients());
    return StepOutcome.done();
  }

  @Test
  void a_task_that_an_older_build_stored_runs_in_the_newer_one() {
    Stint old =
        Stint.on(database)
            .define(TaskDefinition.of(MAIL, (mail, context) -> StepOutcome.done()))
            .build();
    TaskId task = old.tasks().request(MAIL.with(new Mail("ann"))).id();

    Stint now = Stint.on(database).define(definition()).build();

    assertThat(over(now, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(sent).containsExactly("ann");
  }

  @Test
  void what_a_build_cannot_read_is_told_before_it_is_rolled_out() {
    Stint old =
        Stint.on(database)
            .define(TaskDefinition.of(MAIL, (mail, context) -> StepOutcome.done()))
            .build();
    old.tasks().request(MAIL.with(new Mail("ann")));
    Stint stint =
        Stint.on(database)
            .define(TaskDefinition.of(MAIL_TO_MANY, this::send).alias("mail").version(2))
            .build();
    // region check
    CheckBuild.Report report = stint.check().check();
    report
        .unreadable()
        .forEach(u -> System.out.println(u.tasks() + " of " + u.type() + ": " + u.why()));
    // endregion
    assertThat(report.unreadable())
        .singleElement()
        .satisfies(u -> assertThat(u.why()).contains("nothing lifts them to 2"));
  }
}
