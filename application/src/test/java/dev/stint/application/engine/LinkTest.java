package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a task offers people to click. */
class LinkTest {

  private static final TaskType<String> TYPE = TaskType.of("report", String.class);

  @Test
  void a_link_is_kept_with_the_task_and_said_in_no_report() {
    ActionLink link = ActionLink.of("Download", "files/get").with("id", "7").in("_blank");
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (args, context) -> {
                      context.link(link);
                      return StepOutcome.done();
                    })));
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();

    assertThat(fixture.engine.runBatch(Duration.ofSeconds(60)).messages()).isEmpty();

    List<TaskMessage> messages = fixture.stores.queries().messages(task);
    assertThat(messages).extracting(m -> m.message().level()).containsExactly(Message.Level.LINK);
    assertThat(fixture.codec.decode(Payload.of(messages.get(0).message().text()), ActionLink.class))
        .isEqualTo(link);
  }

  @Test
  void a_link_that_is_too_long_fails_the_attempt_and_says_so() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (args, context) -> {
                      context.link(ActionLink.of("x", "r").with("p", "y".repeat(2_000)));
                      return StepOutcome.done();
                    })));
    TaskId task = fixture.tasks.request(TYPE.with("x").retry(RetryPolicy.NEVER)).id();
    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.run(task).failure().orElseThrow().message())
        .contains("the link 'x' has")
        .contains("at most 2000 are allowed");
  }

  @Test
  @SuppressWarnings("NullAway") // What a host may do all the same.
  void a_link_that_is_missing_fails_the_attempt_and_is_not_kept() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (args, context) -> {
                      context.link(null);
                      return StepOutcome.done();
                    })));
    TaskId task = fixture.tasks.request(TYPE.with("x").retry(RetryPolicy.NEVER)).id();
    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.run(task).failure().orElseThrow().message()).contains("link");
    assertThat(fixture.stores.queries().messages(task))
        .noneMatch(m -> m.message().level() == Message.Level.LINK);
  }

  @Test
  void the_default_url_is_the_route_and_its_parameters() {
    ActionLink link = ActionLink.of("t", "a/b");
    assertThat(LinkRenderer.DEFAULT.url(link)).isEqualTo("a/b");
    assertThat(LinkRenderer.DEFAULT.url(link.with("x", "1 2").with("y", "ä&")))
        .isEqualTo("a/b?x=1+2&y=%C3%A4%26");
    assertThat(LinkRenderer.DEFAULT.url(ActionLink.of("t", "a?z=0").with("x", "1")))
        .isEqualTo("a?z=0&x=1");
    assertThatThrownBy(() -> ActionLink.of("", "r")).hasMessage("a link's text must not be blank");
  }
}
