package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.stint.application.api.Action;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Config;
import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.HttpStatusException;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.RetryLaterException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.application.api.extend.TaskCall;
import dev.stint.application.api.extend.TaskInterceptor;
import dev.stint.application.api.operate.Work;
import dev.stint.application.preset.Presets;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.WorkerOrders;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.bootstrap.mail.SmtpFailureNotifier;
import dev.stint.bootstrap.mail.SmtpSettings;
import dev.stint.bootstrap.metrics.ProcessFacts;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.HistoryRow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What hosts put around tasks: who is told, as whom they run, what stands around each call. */
abstract class HostRows extends Rows {

  private final List<String> seen = new CopyOnWriteArrayList<>();

  HostRows(RowStore store) {
    super(store);
  }

  private Stint.Builder building(Config config) {
    return Stint.on(seat.stores(), seat.mutexes()).config(config);
  }

  private static RetryPolicy atOnce(int retries) {
    return RetryPolicy.fixed(retries, Duration.ZERO);
  }

  @Test
  void row_46_permanent_errors_are_not_tried_again_and_passing_ones_are() {
    TaskType<String> type = type("errors");
    Action<String> throwing =
        (text, context) -> {
          seen.add(text);
          switch (text) {
            case "permanent" -> throw new PermanentFailureException("no such account");
            case "named" -> throw new IllegalStateException("closed");
            case "passing" -> throw new IOException("no answer");
            default -> throw new RetryLaterException("busy", Duration.ofMillis(1));
          }
        };
    FailureClassifier named = FailureClassifier.byType().permanent(IllegalStateException.class);
    Stint stint = host(TaskDefinition.of(type, throwing).classifier(named));

    for (String kind : List.of("permanent", "named", "passing", "later")) {
      TaskId task = stint.tasks().request(type.with(kind).retry(atOnce(2))).id();
      passUntil(stint, task, TaskStatus.FAILED);
    }

    assertThat(seen).filteredOn(s -> s.equals("permanent") || s.equals("named")).hasSize(2);
    assertThat(seen).filteredOn("passing"::equals).hasSize(3);
    assertThat(seen).filteredOn("later"::equals).hasSize(3);
    adtTellsHttpAnswersApart();
  }

  private void adtTellsHttpAnswersApart() {
    TaskType<Integer> type = type("http", Integer.class);
    TaskDefinition<Integer> calling =
        TaskDefinition.of(
            type,
            (status, context) -> {
              Exception answer = new HttpStatusException(status, "answered " + status);
              throw status % 2 == 0 ? answer : new IllegalStateException("called", answer);
            });
    Stint stint = host(Presets.adt().of(calling));
    Map<Integer, TaskStatus> becomes = new TreeMap<>();
    for (int status : List.of(301, 304, 400, 401, 404, 410, 499)) {
      becomes.put(status, TaskStatus.FAILED);
    }
    for (int status : List.of(408, 429, 500, 502, 503, 599)) {
      becomes.put(status, TaskStatus.RETRYING);
    }
    Map<Integer, TaskId> tasks = new TreeMap<>();
    becomes.keySet().forEach(s -> tasks.put(s, stint.tasks().request(type.with(s)).id()));

    pass(stint);

    assertThat(becomes)
        .allSatisfy((s, end) -> assertThat(status(stint, tasks.get(s))).isEqualTo(end));
    FailureClassifier own = error -> FailureClassifier.Meaning.ORDINARY;
    assertThat(Presets.adt().of(calling.classifier(own)).classifier()).isSameAs(own);
  }

  @Test
  void row_49_a_task_may_ask_its_worker_to_stop_after_it() throws Exception {
    TaskType<String> type = type("last");
    Stint stint =
        host(
            CONFIG.parallelism(1),
            TaskDefinition.of(
                type,
                (text, context) -> {
                  seen.add(text);
                  context.stopWorker("it leaks");
                  return StepOutcome.done();
                }));
    TaskId first = stint.tasks().request(type.with("first")).id();
    TaskId second = stint.tasks().request(type.with("second")).id();

    atWork(stint);
    Work.Ended ended = stint.work().ended().toCompletableFuture().get();

    assertThat(ended.reason()).isEqualTo(Work.Reason.ASKED);
    assertThat(ended.words()).contains("it leaks");
    // Which goes first is not the row's: a claim passes by what another one, of any type, has
    // locked.
    assertThat(List.of(status(stint, first), status(stint, second)))
        .containsExactlyInAnyOrder(TaskStatus.SUCCEEDED, TaskStatus.PENDING);
  }

  @Test
  void row_72_a_simulated_task_knows_it_and_only_actions_that_can_are_asked_to() {
    TaskType<String> type = type("simulated");
    TaskType<String> real = type("real");
    Action<String> acting =
        (text, context) -> {
          seen.add(text + " " + context.simulate());
          return StepOutcome.done();
        };
    Stint stint =
        host(
            TaskDefinition.of(type).then(ActionDefinition.of("act", acting).simulates()),
            TaskDefinition.of(real, acting));
    stint.tasks().request(type.with("pretend").simulated());
    stint.tasks().request(type.with("do"));
    assertThatThrownBy(() -> stint.tasks().request(real.with("pretend").simulated()))
        .isInstanceOf(RefusedException.class);

    pass(stint);

    assertThat(seen).containsExactlyInAnyOrder("pretend true", "do false");
  }

  @Test
  void row_73_a_task_runs_as_its_owner_who_is_whoever_asked_unless_another_is_named() {
    TaskType<String> type = type("owned");
    ThreadLocal<String> user = ThreadLocal.withInitial(() -> "nobody");
    Stint stint =
        building(CONFIG)
            .requester(() -> java.util.Optional.of(new Owner("ann")))
            .principals(
                owner -> {
                  user.set(owner.toString());
                  return user::remove;
                })
            .define(
                TaskDefinition.of(
                    type,
                    (text, context) -> {
                      seen.add(text + " as " + user.get());
                      return StepOutcome.done();
                    }))
            .build();
    stint.tasks().request(type.with("mine"));
    stint.tasks().request(type.with("his").owner("bob"));

    pass(stint);

    assertThat(seen).containsExactlyInAnyOrder("mine as ann", "his as bob");
  }

  @Test
  void row_75_who_cares_is_told_when_a_critical_task_fails_permanently() throws Exception {
    TaskType<String> type = type("critical");
    List<FailureNotifier.Notice> told = new CopyOnWriteArrayList<>();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger("dev.stint.task." + type.name());
    logger.addAppender(log);
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      Stint stint =
          building(CONFIG)
              .notify(told::add)
              .notify(new SmtpFailureNotifier(letters(mail)))
              .define(failing(type))
              .build();
      TaskId critical =
          stint.tasks().request(type.with("x").retry(RetryPolicy.NEVER).critical()).id();
      TaskId plain = stint.tasks().request(type.with("x").retry(RetryPolicy.NEVER)).id();
      passUntil(stint, critical, TaskStatus.FAILED);
      passUntil(stint, plain, TaskStatus.FAILED);

      awaiting().until(() -> !told.isEmpty() && mail.getReceivedMessages().length > 0);
      assertThat(told).singleElement().matches(notice -> notice.task().equals(critical));
      assertThat(told.get(0).reason()).isEqualTo(FailureNotifier.Reason.FAILED);
      assertThat(told.get(0).failure().message()).isEqualTo("no");
      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(mail.getReceivedMessages()[0].getSubject()).contains(critical.toString());
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .anyMatch(line -> line.contains(critical.toString()) && line.contains("no"));
    } finally {
      logger.detachAppender(log);
      mail.stop();
    }
  }

  private static SmtpSettings letters(GreenMail mail) {
    int port = mail.getSmtp().getPort();
    return SmtpSettings.plain("127.0.0.1", port, "stint@example.org", List.of("ops@example.org"));
  }

  @Test
  void row_76_who_cares_is_told_once_at_the_attempt_that_the_type_names() {
    TaskType<String> type = type("noticed");
    List<FailureNotifier.Notice> told = new CopyOnWriteArrayList<>();
    Stint stint = notifying(told, failing(type).critical(false).notifyAt(2));
    TaskId task = stint.tasks().request(type.with("x").retry(atOnce(4))).id();
    passUntil(stint, task, TaskStatus.FAILED);

    awaiting().until(() -> !told.isEmpty());
    assertThat(told)
        .singleElement()
        .matches(notice -> notice.reason() == FailureNotifier.Reason.ATTEMPT_REACHED)
        .matches(notice -> notice.attempts() == 2);
  }

  private static TaskDefinition<String> failing(TaskType<String> type) {
    return TaskDefinition.of(type, (text, context) -> StepOutcome.fail("no"));
  }

  private Stint notifying(List<FailureNotifier.Notice> told, TaskDefinition<String> definition) {
    return building(CONFIG).notify(told::add).define(definition).build();
  }

  @Test
  void row_86_log_lines_of_a_task_say_its_id_type_and_attempt() {
    TaskType<String> type = type("logged");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  seen.add(
                      MDC.get("stint.task") + MDC.get("stint.type") + MDC.get("stint.attempt"));
                  return StepOutcome.done();
                }));
    TaskId task = stint.tasks().request(type.with("x")).id();

    pass(stint);

    assertThat(seen).containsExactly(task + type.name().value() + "0");
    errorsAreAlwaysTold();
  }

  /** By a logger of the type's own, as errors where nothing more will be tried. */
  private void errorsAreAlwaysTold() {
    TaskType<String> type = type("told");
    Logger own = (Logger) LoggerFactory.getLogger("dev.stint.task." + type.name().value());
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    own.addAppender(told);
    Action<String> throwing =
        (text, context) -> {
          if (text.equals("good")) {
            return StepOutcome.done();
          }
          if (text.equals("bad")) {
            throw new PermanentFailureException("no such account");
          }
          throw new AssertionError("a bug");
        };
    Stint stint =
        host(
            TaskDefinition.of(type)
                .then(ActionDefinition.of("first", throwing).retry(atOnce(1)))
                .then(ActionDefinition.of("last", throwing)));
    TaskId bad = stint.tasks().request(type.with("bad")).id();
    TaskId bug = stint.tasks().request(type.with("bug")).id();
    stint.tasks().request(type.with("good"));
    passUntil(stint, bug, TaskStatus.FAILED);

    assertThat(status(stint, bad)).isEqualTo(TaskStatus.FAILED);
    assertThat(told.list)
        .extracting(e -> e.getLevel() + " " + e.getMDCPropertyMap().get("stint.task"))
        .containsExactlyInAnyOrder("ERROR " + bad, "WARN " + bug, "ERROR " + bug);
    assertThat(told.list)
        .allSatisfy(
            e -> {
              assertThat(e.getMDCPropertyMap()).containsEntry("stint.type", type.name().value());
              assertThat(e.getMDCPropertyMap()).containsKey("stint.attempt");
              assertThat(e.getThrowableProxy()).isNotNull();
            });
  }

  @Test
  void row_87_interceptors_stand_around_each_call_in_their_order() {
    TaskType<String> type = type("around");
    Stint stint =
        building(CONFIG)
            .intercept(hearing("outer"))
            .intercept(hearing("inner"))
            .define(
                TaskDefinition.of(
                    type,
                    (text, context) -> {
                      seen.add(text);
                      if (text.equals("bad")) {
                        throw new PermanentFailureException("bad");
                      }
                      return StepOutcome.done();
                    }))
            .build();
    stint.tasks().request(type.with("good"));
    pass(stint);
    assertThat(seen)
        .containsExactly("before outer", "before inner", "good", "after inner", "after outer");

    seen.clear();
    stint.tasks().request(type.with("bad"));
    pass(stint);
    assertThat(seen)
        .containsExactly("before outer", "before inner", "bad", "failed inner", "failed outer");
  }

  private TaskInterceptor hearing(String name) {
    return new TaskInterceptor() {
      @Override
      public void before(TaskCall call) {
        seen.add("before " + name);
      }

      @Override
      public void after(TaskCall call, StepOutcome outcome) {
        seen.add("after " + name);
      }

      @Override
      public void failed(TaskCall call, Throwable error) {
        seen.add("failed " + name);
      }
    };
  }

  @Test
  void row_88_what_a_host_measures_of_a_call_is_kept_with_the_task() {
    TaskType<String> type = type("measured");
    TaskInterceptor measuring =
        new TaskInterceptor() {
          @Override
          public Map<String, String> metadata(TaskCall call) {
            return Map.of("memory", "7 MiB");
          }
        };
    Stint stint =
        building(CONFIG)
            .intercept(measuring)
            .define(TaskDefinition.of(type, (text, context) -> StepOutcome.done()))
            .build();
    TaskId task = stint.tasks().request(type.with("x")).id();

    pass(stint);

    assertThat(stint.ask().messages(task))
        .anyMatch(
            n -> n.message().text().contains("memory") && n.message().text().contains("7 MiB"));
    theCommonFactsNeedOnlyBeAskedFor();
  }

  private void theCommonFactsNeedOnlyBeAskedFor() {
    TaskType<String> type = type("facts");
    Stint stint =
        building(CONFIG)
            .intercept(new ProcessFacts())
            .define(
                TaskDefinition.of(
                    type, (text, context) -> StepOutcome.failForGood(context.fence().toString())))
            .build();
    TaskId task = stint.tasks().request(type.with("x")).id();

    pass(stint);

    HistoryRow end = stint.ask().history(task, 1, 0).get(0);
    assertThat(end.ran()).isPositive();
    assertThat(stint.ask().messages(task))
        .extracting(n -> n.message().text())
        .singleElement()
        .asString()
        .matches(
            "metadata: \\{duration=\\d+ ms, memory=\\d+ to \\d+ KiB, pid=%d, worker=%s}"
                .formatted(ProcessHandle.current().pid(), end.worker().orElseThrow()));
  }

  @Test
  void row_89_a_worker_stops_after_a_number_of_tasks_or_when_told_to_drain() throws Exception {
    TaskType<String> type = type("counted");
    TaskDefinition<String> quick = TaskDefinition.of(type, (text, context) -> StepOutcome.done());
    Stint few = host(CONFIG.parallelism(1).maxTasks(2), quick);
    for (String text : List.of("one", "two", "three")) {
      few.tasks().request(type.with(text));
    }
    atWork(few);
    assertThat(few.work().ended().toCompletableFuture().get().reason())
        .isEqualTo(Work.Reason.ENOUGH);
    assertThat(few.ask().list(of(type)))
        .filteredOn(r -> r.standing().run().status() == TaskStatus.SUCCEEDED)
        .hasSize(2);

    Stint drained = atWork(host(quick));
    awaiting().until(() -> !drained.ask().existsActive(type.name().value()));
    drained.work().drain();
    assertThat(drained.work().ended().toCompletableFuture().get().reason())
        .isEqualTo(Work.Reason.DRAINED);
    asManyAsAreAskedFor();
  }

  /** What {@code stint reload} asks of workers, by number and label. */
  private void asManyAsAreAskedFor() {
    Optional<String> mail = Optional.of(own("mail"));
    WorkerOrders first = orders();
    WorkerOrders second = orders();
    WorkerOrders other = orders();

    orders().give(mail, 1, 100);

    assertThat(other.take(Optional.empty())).isEmpty();
    assertThat(other.take(Optional.of(own("print")))).isEmpty();
    assertThat(first.take(mail)).hasValue(100);
    assertThat(first.take(mail)).as("once").isEmpty();
    assertThat(second.take(mail)).as("one was asked for").isEmpty();

    orders().give(mail, Integer.MAX_VALUE, 0);

    assertThat(orders().take(mail)).as("started later").isEmpty();
    assertThat(List.of(first.take(mail), second.take(mail))).containsOnly(OptionalInt.of(0));
  }

  private WorkerOrders orders() {
    WorkerOrders orders = new WorkerOrders(seat.stores().registers(), new JacksonCodec());
    orders.begin();
    return orders;
  }
}
