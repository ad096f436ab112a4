package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.spi.Wakeups;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.wiring.StintModule;
import dev.stint.bootstrap.wiring.StrictModule;
import dev.stint.bootstrap.wiring.TaskBinder;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a host sets up: schema, hints, connections, handlers. */
abstract class WiringRows extends Rows {

  private final Queue<String> ran = new ConcurrentLinkedQueue<>();

  WiringRows(RowStore store) {
    super(store);
  }

  private TaskDefinition<String> noting(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          ran.add(text);
          return StepOutcome.done();
        });
  }

  @Test
  void row_90_a_task_whose_every_hint_is_lost_is_found_by_looking() {
    TaskType<String> type = type("unheard");
    Stint worker =
        atWork(
            Stint.on(seat.stores(), seat.mutexes())
                .config(CONFIG)
                .wakeups(Wakeups.NONE)
                .define(noting(type))
                .build());
    Stint web =
        Stint.on(seat.stores(), seat.mutexes()).wakeups(Wakeups.NONE).define(noting(type)).build();

    TaskId task = web.tasks().request(type.with("x")).id();

    awaiting().until(() -> status(worker, task) == TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactly("x");
  }

  @Test
  @RefusedWithoutTransactions
  void row_91_a_failure_is_kept_though_the_host_rolls_back_its_own_work() throws Exception {
    TaskType<String> type = type("rolled");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  rollBack();
                  return StepOutcome.failForGood("the bank said no");
                }));

    TaskId task = stint.tasks().request(type.with("x")).id();
    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.FAILED);
    assertThat(run(stint, task).failure())
        .hasValueSatisfying(f -> assertThat(f.message()).isEqualTo("the bank said no"));
    if (seat.jdbcUrl().isEmpty()) {
      refused(
          () -> stint.tasks().requestWithin("no transaction", List.of(type.with("y"))),
          "transaction");
    }
  }

  /** A host's transaction in the same database, if the store is one. */
  private void rollBack() throws Exception {
    if (seat.jdbcUrl().isPresent()) {
      try (Connection connection = seat.connection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("select count(*) from stint_task");
        connection.rollback();
      }
    }
  }

  @Test
  void row_92_the_schema_comes_with_the_framework_and_making_it_again_harms_nothing() {
    TaskType<String> type = type("migrated");
    Stint stint = host(noting(type));
    TaskId task = stint.tasks().request(type.with("x")).id();

    seat.migration().run();
    seat.migration().run();

    assertThat(stint.ask().health().schema()).isPositive();
    pass(stint);
    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  /** A handler that an injector makes. */
  static final class Greeting implements Action<String> {
    private final Queue<String> log;

    @com.google.inject.Inject
    Greeting(Queue<String> log) {
      this.log = log;
    }

    @Override
    public StepOutcome execute(String name, ActionContext context) {
      log.add("hello " + name);
      return StepOutcome.done();
    }
  }

  @Test
  void row_93_each_part_of_a_host_binds_its_own_types_and_all_are_found() {
    TaskType<String> one = type("one");
    TaskType<String> other = type("other");
    Injector injector =
        Guice.createInjector(
            new StrictModule(),
            new StintModule(CONFIG),
            seat.module(),
            binder ->
                binder.bind(new com.google.inject.TypeLiteral<Queue<String>>() {}).toInstance(ran),
            binder -> TaskBinder.of(binder).bind(one).action("greet", Greeting.class),
            binder -> TaskBinder.of(binder).bind(noting(other)));
    RequestTasks tasks = injector.getInstance(RequestTasks.class);
    tasks.request(one.with("ann"));
    tasks.request(other.with("bob"));

    injector.getInstance(RunBatch.class).runBatch(LONG);

    assertThat(ran).containsExactlyInAnyOrder("hello ann", "bob");
    assertThat(injector.getInstance(AskTasks.class).list(of(one))).hasSize(1);
  }

  @Test
  void row_94_a_handler_is_made_when_its_first_task_runs_and_only_once() {
    TaskType<String> type = type("lazy");
    AtomicInteger made = new AtomicInteger();
    ActionDefinition<String> lazy =
        ActionDefinition.made(
            "greet",
            Greeting.class,
            () -> {
              made.incrementAndGet();
              return new Greeting(ran);
            });
    Stint stint = host(TaskDefinition.of(type).then(lazy));
    stint.tasks().request(type.with("ann"));
    stint.tasks().request(type.with("bob"));
    assertThat(made).hasValue(0);

    pass(stint);

    assertThat(ran).containsExactlyInAnyOrder("hello ann", "hello bob");
    assertThat(made).hasValue(1);
  }
}
