package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UniquePolicy;
import dev.stint.application.api.extend.PrincipalScope;
import dev.stint.application.api.extend.TaskCall;
import dev.stint.application.api.extend.TaskInterceptor;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What stands around user code: its owner, interceptors, marks in the log. */
class AroundTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  /** Says what it hears, under its name. */
  private final class Talker implements TaskInterceptor {
    private final String name;

    Talker(String name) {
      this.name = name;
    }

    @Override
    public void before(TaskCall call) {
      said.add(name + " before " + call.type() + "/" + call.action() + " " + call.arguments());
    }

    @Override
    public void after(TaskCall call, StepOutcome outcome) {
      said.add(name + " after " + outcome.getClass().getSimpleName());
    }

    @Override
    public void failed(TaskCall call, Throwable error) {
      said.add(name + " failed " + error.getMessage());
    }

    @Override
    public Map<String, String> metadata(TaskCall call) {
      return Map.of(name, "was here");
    }
  }

  private TaskDefinition<String> saying(StepOutcome outcome) {
    return TaskDefinition.of(
        TYPE,
        (args, context) -> {
          said.add("action");
          return outcome;
        });
  }

  private static List<String> messages(EngineFixture fixture, TaskId id) {
    return fixture.reference.queries().messages(id).stream().map(n -> n.message().text()).toList();
  }

  @Test
  void row_87_interceptors_stand_around_the_action_the_first_outermost() {
    HostExtensions two = HostExtensions.NONE.with(new Talker("outer")).with(new Talker("inner"));
    EngineFixture fixture =
        new EngineFixture(EngineFixture.CONFIG, List.of(saying(StepOutcome.done())), two);
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(said)
        .containsExactly(
            "outer before test/test x",
            "inner before test/test x",
            "action",
            "inner after Done",
            "outer after Done");
    assertThat(messages(fixture, id)).containsExactly("metadata: {inner=was here, outer=was here}");
  }

  @Test
  void row_87_an_interceptor_that_refuses_fails_the_attempt_and_inner_ones_hear_nothing() {
    TaskInterceptor refusing =
        new TaskInterceptor() {
          @Override
          public void before(TaskCall call) {
            throw new IllegalStateException("not today");
          }
        };
    HostExtensions around =
        HostExtensions.NONE.with(new Talker("outer")).with(refusing).with(new Talker("inner"));
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG,
            List.of(
                TaskDefinition.of(TYPE)
                    .then(
                        ActionDefinition.<String>of("a", (args, context) -> StepOutcome.done())
                            .retry(RetryPolicy.NEVER))),
            around);
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.status(id)).isEqualTo(TaskStatus.FAILED);
    assertThat(said).containsExactly("outer before test/a x", "outer failed not today");
  }

  @Test
  void row_87_an_interceptor_that_breaks_afterwards_changes_nothing() {
    TaskInterceptor breaking =
        new TaskInterceptor() {
          @Override
          public void after(TaskCall call, StepOutcome outcome) {
            throw new IllegalStateException("too late");
          }

          @Override
          public Map<String, String> metadata(TaskCall call) {
            throw new IllegalStateException("no idea");
          }
        };
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG,
            List.of(saying(StepOutcome.done())),
            HostExtensions.NONE.with(breaking));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.status(id)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  /** An action with a start hook. */
  private final class Hooked implements Action<String>, StartHook<String> {
    @Override
    public HookDecision<String> start(String args, ActionContext context) {
      said.add("start");
      return HookDecision.proceed();
    }

    @Override
    public StepOutcome execute(String args, ActionContext context) {
      said.add("execute");
      return StepOutcome.done();
    }
  }

  @Test
  void row_73_hooks_and_actions_run_as_the_tasks_owner() {
    PrincipalScope scope =
        owner -> {
          said.add("as " + owner.value());
          return () -> said.add("no longer " + owner.value());
        };
    TaskDefinition<String> hooked =
        TaskDefinition.of(TYPE).then(ActionDefinition.of("a", new Hooked()));
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG, List.of(hooked), HostExtensions.NONE.principals(scope));
    fixture.tasks.request(TYPE.with("x").owner("ann"));

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(said)
        .containsExactly("as ann", "start", "no longer ann", "as ann", "execute", "no longer ann");
  }

  @Test
  void row_73_a_task_without_owner_runs_as_the_host() {
    PrincipalScope scope =
        owner -> {
          throw new IllegalStateException("nobody asked for " + owner);
        };
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG,
            List.of(saying(StepOutcome.done())),
            HostExtensions.NONE.principals(scope));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.status(id)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void row_73_an_owner_that_cannot_be_impersonated_fails_the_attempt() {
    PrincipalScope scope =
        owner -> {
          throw new IllegalStateException("no such user");
        };
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG,
            List.of(saying(StepOutcome.done())),
            HostExtensions.NONE.principals(scope));
    TaskId id = fixture.tasks.request(TYPE.with("x").owner("ghost").retry(RetryPolicy.NEVER)).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.run(id).failure().orElseThrow().message()).isEqualTo("no such user");
    assertThat(said).isEmpty();
  }

  @Test
  void an_action_cannot_request_what_needs_the_answer_of_its_key() {
    TaskType<String> child = TaskType.of("child", String.class);
    TaskDefinition<String> parent =
        TaskDefinition.of(
            TYPE,
            (args, context) -> {
              context.request(child.with("own").key("one").unique(UniquePolicy.valueOf(args)));
              return StepOutcome.done();
            });
    TaskDefinition<String> kept = TaskDefinition.of(child, (args, context) -> StepOutcome.done());
    EngineFixture fixture =
        new EngineFixture(EngineFixture.CONFIG, List.of(parent, kept), HostExtensions.NONE);
    RetryPolicy once = RetryPolicy.fixed(0, Duration.ZERO);
    TaskId rejecting = fixture.tasks.request(TYPE.with("REJECT").retry(once)).id();
    TaskId replacing = fixture.tasks.request(TYPE.with("REPLACE").retry(once)).id();
    fixture.tasks.request(TYPE.with("RETURN_EXISTING").retry(once));

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.run(rejecting).failure().orElseThrow().message()).contains("reject a task");
    assertThat(fixture.run(replacing).failure().orElseThrow().message()).contains("replace a task");
    assertThat(fixture.rows(child)).hasSize(1);
  }

  @Test
  void row_73_what_a_task_requests_belongs_to_its_owner() {
    TaskType<String> child = TaskType.of("child", String.class);
    TaskDefinition<String> parent =
        TaskDefinition.of(
            TYPE,
            (args, context) -> {
              context.request(child.with("own"));
              context.request(child.with("other").owner("ben"));
              return StepOutcome.done();
            });
    TaskDefinition<String> kept = TaskDefinition.of(child, (args, context) -> StepOutcome.done());
    EngineFixture fixture =
        new EngineFixture(EngineFixture.CONFIG, List.of(parent, kept), HostExtensions.NONE);
    fixture.tasks.request(TYPE.with("x").owner("ann"));

    fixture.engine.runBatch(Duration.ofSeconds(60));

    Map<String, String> owners = new TreeMap<>();
    fixture
        .rows(child)
        .forEach(
            r ->
                owners.put(
                    r.standing().spec().arguments().text(),
                    r.standing().spec().owner().orElseThrow().value()));
    assertThat(owners).containsEntry("own", "ann").containsEntry("other", "ben");
  }

  @Test
  void row_86_log_lines_of_user_code_name_task_type_attempt_and_worker() {
    List<Map<String, String>> seen = Collections.synchronizedList(new ArrayList<>());
    TaskDefinition<String> looking =
        TaskDefinition.of(
            TYPE,
            (args, context) -> {
              seen.add(MDC.getCopyOfContextMap());
              return StepOutcome.done();
            });
    EngineFixture fixture =
        new EngineFixture(EngineFixture.CONFIG, List.of(looking), HostExtensions.NONE);
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(seen.get(0))
        .containsEntry("stint.task", id.toString())
        .containsEntry("stint.type", "test")
        .containsEntry("stint.attempt", "0")
        .containsKey("stint.worker");
  }
}
