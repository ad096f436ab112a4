package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ParameterDescription;
import dev.stint.application.api.Principal;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskEnd;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Gnosis's descriptor, property by property; shown in docs/coming-from.md. */
class ComingFromGnosisTest {

  /** As its document lists them. */
  static final List<String> PROPERTIES =
      List.of(
          "Id",
          "Name",
          "User",
          "Command",
          "Parameters",
          "Priority",
          "Queue",
          "CreateTime",
          "UnlockTime",
          "StartTime",
          "FinishTime",
          "Status",
          "StatusMessage",
          "Progress",
          "Result",
          "Error",
          "Paused",
          "Pending",
          "InProcess",
          "Finished",
          "Succeeded",
          "Failed",
          "Ready",
          "FailAttempts",
          "CurrentAttempt",
          "FailWaitSeconds",
          "FailWaitMultiplier",
          "MaxResults",
          "Simulate",
          "Accessible",
          "Deferred");

  static final List<String> METHODS = List.of("History", "Refresh", "Wait");

  private final Stores stores = RowStore.SQLITE.seat().stores();
  private final Mutexes mutexes = RowStore.SQLITE.seat().mutexes();
  private final Queue<String> mail = new ConcurrentLinkedQueue<>();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  // region command
  record Export(@ParameterDescription("which year to export") int year) {}

  static final TaskType<Export> EXPORT = TaskType.of("ledger.export", Export.class);
  static final TaskType<String> TELL = TaskType.of("ledger.tell", String.class);

  private StepOutcome export(Export wish, ActionContext context) {
    context.progress(1, 2, "reading " + wish.year()); // Progress, StatusMessage
    if (context.attempt() == 0) {
      return StepOutcome.fail("the ledger is busy"); // tried again, CurrentAttempt 1
    }
    String file = context.simulate() ? "none, simulated" : wish.year() + ".csv";
    return StepOutcome.done(Map.of("file", file)); // Result
  }

  private StepOutcome tell(String words, ActionContext context) {
    TaskEnd end = context.ended().orElseThrow(); // $Task
    Map<?, ?> result = context.endedWith(Map.class).orElse(Map.of()); // $Result
    String error = end.failure().map(Failure::message).orElse("none"); // Error
    told.add("%s: %s, %s, %s".formatted(words, end.succeeded(), result.get("file"), error));
    return StepOutcome.done();
  }

  // endregion

  private Stint office() {
    // region office
    FailureNotifier mailError = notice -> mail.add(notice.words()); // MailError
    return Stint.on(stores, mutexes)
        .notify(mailError)
        .define(
            TaskDefinition.of(EXPORT)
                .described("writes a year of the ledger to a file")
                .then(ActionDefinition.of("export", this::export).simulates()))
        .define(TaskDefinition.of(TELL, this::tell))
        .build();
    // endregion
  }

  // region create
  static Request<Export> wish() {
    return EXPORT
        .with(new Export(2026)) // Command, Parameters
        .named("Export of 2026") // Name
        .owner("ann") // User
        .priority(5) // Priority: the greater, the sooner
        .serialKey("exports") // Queue
        .dueIn(Duration.ofMillis(1)) // UnlockTime
        .retry(RetryPolicy.linear(3, Duration.ofMillis(20), 2)) // Fail…: ×1, ×3, ×5
        .history(RequestOptions.ALL_HISTORY) // MaxResults 0; 0 here is its −1
        .critical(); // $Critical
  }

  // endregion

  // region descriptor
  static Map<String, Object> descriptor(Stint stint, Principal me, TaskId id) {
    TaskRow row = stint.ask().find(id).orElseThrow();
    TaskSpec spec = row.standing().spec();
    Run run = row.standing().run();
    TaskStatus status = run.status();
    RequestOptions options =
        (RequestOptions) new JacksonCodec().decode(spec.options(), RequestOptions.class);
    RetryPolicy.Linear retry = (RetryPolicy.Linear) options.retry().orElseThrow();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("Id", spec.id());
    all.put("Name", spec.name());
    all.put("User", spec.owner());
    all.put("Command", spec.line().type());
    all.put("Parameters", spec.arguments());
    all.put("Priority", spec.priority());
    all.put("Queue", spec.serialKey());
    all.put("CreateTime", row.requested());
    all.put("UnlockTime", row.due());
    all.put("StartTime", row.started());
    all.put("FinishTime", row.finished());
    all.put("Status", status);
    all.put("StatusMessage", row.progress().text());
    all.put("Progress", row.progress().percent());
    all.put("Result", row.result());
    all.put("Error", run.failure());
    all.put("Paused", status == TaskStatus.PAUSED);
    all.put("Pending", status.claimable());
    all.put("InProcess", status == TaskStatus.RUNNING);
    all.put("Finished", status.finished());
    all.put("Succeeded", status == TaskStatus.SUCCEEDED);
    all.put("Failed", status == TaskStatus.FAILED);
    all.put("Ready", status.claimable() && !row.due().isAfter(stint.ask().health().now()));
    all.put("FailAttempts", retry.retries());
    all.put("CurrentAttempt", run.attempt());
    all.put("FailWaitSeconds", retry.failWait());
    all.put("FailWaitMultiplier", retry.multiplier());
    all.put("MaxResults", options.history());
    all.put("Simulate", options.simulate());
    all.put("Accessible", stint.as(me).ask().find(id).isPresent());
    all.put("Deferred", stint.ask().find(id).isEmpty()); // until the commit there is no task
    return all;
  }

  // endregion

  @Test
  void every_property_of_the_descriptor_has_its_counterpart() {
    Stint stint = office();
    TaskId id = stint.tasks().request(wish()).id();

    Map<String, Object> before = descriptor(stint, Principal.of("ann"), id);
    assertThat(before.keySet()).containsExactlyElementsOf(PROPERTIES);
    assertThat(before).containsEntry("Pending", true).containsEntry("Progress", 0);
    assertThat(before).containsEntry("FailAttempts", 3).containsEntry("Accessible", true);
    assertThat(descriptor(stint, Principal.of("eve"), id)).containsEntry("Accessible", false);
    assertThat(
            descriptor(stint, Principal.of("eve", Principal.Role.DEVELOPER), id).get("Accessible"))
        .isEqualTo(true);

    Rows.passUntil(stint, id, TaskStatus.SUCCEEDED);
    Map<String, Object> after = descriptor(stint, Principal.of("ann"), id);
    assertThat(after).containsEntry("Succeeded", true).containsEntry("Finished", true);
    assertThat(after).containsEntry("StatusMessage", "reading 2026");
    assertThat(after.get("Result")).hasToString("{\"file\":\"2026.csv\"}");
  }

  @Test
  void every_method_of_the_descriptor_has_its_counterpart() {
    Stint stint = office();
    // region methods
    TaskId id = stint.tasks().request(wish()).id();
    stint.work().start();
    TaskRow refreshed = stint.ask().find(id).orElseThrow(); // Refresh()
    TaskRow soon = stint.ask().await(id, Duration.ofMillis(1)).orElseThrow(); // Wait(1)
    TaskRow over = stint.ask().await(id).orElseThrow(); // Wait()
    List<HistoryRow> results = stint.ask().history(id, 10, 0); // History(10, 0), newest first
    // endregion
    stint.work().stop(Duration.ofSeconds(5));

    assertThat(refreshed.requested()).isEqualTo(soon.requested());
    assertThat(over.standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(results)
        .extracting(HistoryRow::status)
        .containsExactly(TaskStatus.SUCCEEDED, TaskStatus.RETRYING);
    assertThat(results.get(1).failure().orElseThrow().message()).isEqualTo("the ledger is busy");
  }

  @Test
  void a_callback_runs_when_the_task_is_over_whatever_its_end() {
    Stint stint = office();
    // region callback
    TaskId callback = stint.tasks().requestThen(wish(), id -> TELL.with("over")).get(1).id();
    // endregion
    Rows.passUntil(stint, callback, TaskStatus.SUCCEEDED);
    assertThat(told).containsExactly("over: true, 2026.csv, none");
  }

  @Test
  void a_critical_task_that_fails_permanently_is_told_of() {
    Stint stint = office();
    Request<Export> fails = wish().retry(RetryPolicy.NEVER);
    TaskId id = stint.tasks().request(fails).id();
    Rows.passUntil(stint, id, TaskStatus.FAILED);
    Rows.awaiting().until(() -> !mail.isEmpty());
    assertThat(mail).singleElement().matches(words -> words.contains("the ledger is busy"));
  }

  @Test
  void options_are_changed_in_bulk_and_tasks_restarted_cleared_and_removed() {
    Stint stint = office();
    TaskId one = stint.tasks().request(wish().paused()).id();
    TaskId other = stint.tasks().request(wish().paused()).id();
    List<TaskId> selected = List.of(one, other);
    // region admin
    stint.steer().options(selected, o -> o.retry(RetryPolicy.linear(9, Duration.ZERO, 0)));
    stint.steer().resume(selected);
    stint.batches().runBatch(Duration.ofSeconds(30));
    stint.steer().restart(selected); // history is kept
    stint.steer().remove(selected); // a running one is stopped first
    // endregion
    assertThat(stint.ask().find(one)).isPresent();
    assertThat(stint.ask().list(Rows.of(EXPORT)))
        .noneMatch(row -> selected.contains(row.standing().spec().id()));
  }

  @Test
  void commands_are_listed_with_their_parameters() {
    Stint stint = office();
    // region commands
    List<String> names = stint.ask().types().stream().map(card -> card.name().value()).toList();
    var parameters = stint.ask().type("ledger.export").orElseThrow().parameters();
    // endregion
    assertThat(names).contains("ledger.export", "ledger.tell");
    assertThat(parameters)
        .singleElement()
        .matches(p -> p.name().equals("year") && p.description().contains("which year"));
  }
}
