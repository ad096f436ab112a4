package dev.stint.web;

import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Catalogue;
import dev.stint.application.api.operate.CleanTasks;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.api.operate.ReadRequests;
import dev.stint.application.api.operate.RenderedLink;
import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.Scheduled;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.Fence;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Message;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.QueueName;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Gate;
import dev.stint.domain.schedule.Missed;
import dev.stint.domain.schedule.Overlap;
import dev.stint.domain.schedule.ScheduleProgress;
import dev.stint.domain.schedule.Timing;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.StoreReport;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import dev.stint.domain.task.WorkerView;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Ports that answer the same to everybody: everything there can be, or as little as can be. */
public final class CannedPorts {

  public static final TaskId TASK = TaskId.of("0193e1a4-0000-7000-8000-000000000001");
  private static final TaskId OTHER = TaskId.of("0193e1a4-0000-7000-8000-000000000002");
  private static final WorkerId WORKER = WorkerId.of("0193e1a4-0000-7000-8000-000000000003");
  private static final Instant AT = ApiSite.NOW;
  private static final Line LINE = new Line(QueueName.DEFAULT, ApiSite.MAIL.name());
  private static final Failure FAILURE = new Failure(true, "Kind", "it broke", "at here");

  private final boolean everything;
  private final SteerResult steered;
  private final Requested requested;

  private final Optional<String> payload;

  private CannedPorts(
      boolean everything, SteerResult steered, Requested requested, Optional<String> payload) {
    this.everything = everything;
    this.steered = steered;
    this.requested = requested;
    this.payload = payload;
  }

  /** What the task has is of {@link ApiSite#SECRET}. */
  private Payload payload(String usual) {
    return Payload.of(payload.orElse(usual));
  }

  /**
   * @param everything whether each optional thing is there
   */
  public static ApiPorts of(boolean everything, SteerResult steered, Requested requested) {
    return of(new CannedPorts(everything, steered, requested, Optional.empty()));
  }

  /**
   * @param payload arguments, result, cursor and content of a task of a masked type
   */
  public static ApiPorts of(
      boolean everything, SteerResult steered, Requested requested, String payload) {
    return of(new CannedPorts(everything, steered, requested, Optional.of(payload)));
  }

  private static ApiPorts of(CannedPorts canned) {
    TasksAs tasks =
        new TasksAs(
            proxy(RequestTasks.class, verb -> canned.requested),
            proxy(AskTasks.class, canned::asked),
            canned.steering(canned.steered),
            proxy(ReadRequests.class, verb -> Optional.of(ApiSite.MAIL.with("x"))),
            proxy(
                CleanTasks.class,
                verb -> verb.equals("clean") ? (Object) 3L : List.of(canned.row())));
    return new ApiPorts(
        who -> tasks,
        proxy(ScheduleTasks.class, canned::scheduled),
        proxy(SteerQueues.class, verb -> canned.gates()));
  }

  private static <T> T proxy(Class<T> port, Function<String, Object> answers) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) ->
                method.getReturnType() == void.class ? null : answers.apply(method.getName())));
  }

  private <T> Optional<T> maybe(T value) {
    return Optional.of(value).filter(v -> everything);
  }

  private SteerTasks steering(SteerResult result) {
    return (SteerTasks)
        Proxy.newProxyInstance(
            SteerTasks.class.getClassLoader(),
            new Class<?>[] {SteerTasks.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "maySteer" -> true;
                  case "onlyIf" -> steering(holds(arguments[0]) ? result : SteerResult.REFUSED);
                  case "replay", "restartAt" -> new SteerTasks.Steered(TASK, result, "in words");
                  default -> List.of(new SteerTasks.Steered(TASK, result, "in words"));
                });
  }

  @SuppressWarnings("unchecked")
  private boolean holds(Object condition) {
    return ((Predicate<VersionedTask>) condition).test(row().standing());
  }

  private Object scheduled(String verb) {
    return switch (verb) {
      case "list" -> everything ? List.of(cron(), every()) : List.of(every());
      case "runNow" -> Optional.of(TASK);
      default -> true;
    };
  }

  private static Scheduled cron() {
    return schedule("nightly", Timing.cron("0 3 * * *", ZoneOffset.UTC), Optional.of(TASK));
  }

  private static Scheduled every() {
    return schedule("often", Timing.every(Duration.ofMinutes(5)), Optional.empty());
  }

  private static Scheduled schedule(String name, Timing timing, Optional<TaskId> last) {
    ScheduleProgress course = new ScheduleProgress(Optional.of(AT), last);
    return new Scheduled(
        new ScheduleName(name), timing, LINE, Missed.ONCE, Overlap.SKIP, false, course);
  }

  private List<Gate> gates() {
    return everything
        ? List.of(
            Gate.of(QueueName.DEFAULT).closed(true).limit(OptionalInt.of(3)),
            Gate.of(ApiSite.MAIL.name()).limit(OptionalInt.of(2)))
        : List.of();
  }

  private Object asked(String verb) {
    return switch (verb) {
      case "seesFigures" -> true;
      case "find" -> Optional.of(row());
      case "search" -> new TaskSearch.Page(List.of(row()), maybe(TaskPlace.newest(TASK)));
      case "history" -> List.of(history());
      case "messages" -> messages();
      case "setAside" ->
          List.of(new SetAside("row 7", everything ? payload("not JSON") : Payload.NONE, "bad"));
      case "counts" -> List.of(new TaskCount(LINE, Lane.BACKGROUND, TaskStatus.FAILED, 7));
      case "depths" -> everything ? List.of(depth()) : List.of();
      case "workers" -> List.of(worker());
      case "health" -> new StoreReport("memory", AT, 0, List.of("it forgets"));
      case "monitor" -> monitor();
      case "types" -> types();
      case "type" -> Optional.empty();
      case "link" -> maybe(new RenderedLink("open", "/there", "_blank"));
      case "notice" -> maybe("it is on its way");
      default -> throw new AssertionError(verb);
    };
  }

  private static ReadyDepth depth() {
    return new ReadyDepth(LINE, Lane.INTERACTIVE, 5, AT);
  }

  private static WorkerView worker() {
    return new WorkerView(
        WORKER, "blue", true, AT, Duration.ofSeconds(10), Set.of(ApiSite.MAIL.name()));
  }

  private Monitor monitor() {
    List<TaskRow> rows = everything ? List.of(row()) : List.of();
    return new Monitor(
        AT,
        List.of(),
        maybe(depth()).stream().toList(),
        rows,
        rows,
        rows,
        Set.of(new TaskTypeName("gone")),
        List.of("look"));
  }

  private static List<Catalogue.TypeEntry> types() {
    return List.of(
        new Catalogue.TypeEntry(
            ApiSite.MAIL.name(),
            "Sends mail",
            List.of(new TaskTypeName("mail")),
            1,
            List.of(new Catalogue.Step("send", true, List.of("start"))),
            List.of(new Catalogue.Parameter("to", "String", true, "who"))));
  }

  private static List<TaskMessage> messages() {
    return List.of(
        new TaskMessage(AT, new Message(Message.Level.WARNING, "look out")),
        new TaskMessage(AT, new Message(Message.Level.LINK, "{\"secret\":1}")));
  }

  private HistoryRow history() {
    return new HistoryRow(
        AT,
        new Fence(1_764_000_000_000_000L),
        TaskStatus.FAILED,
        1,
        Duration.ofSeconds(3),
        maybe(FAILURE),
        maybe(WORKER),
        everything ? payload("{\"rows\": 7}") : Payload.NONE);
  }

  private TaskRow row() {
    return new TaskRow(
        new VersionedTask(
            spec(),
            run(),
            new Fence(7),
            1,
            maybe(WORKER),
            everything ? Signal.CANCEL : Signal.NONE),
        AT,
        AT,
        maybe(AT),
        maybe(AT),
        everything ? new Progress(3, 9, "a third") : Progress.NONE,
        everything ? payload("true") : Payload.NONE);
  }

  private TaskSpec spec() {
    return new TaskSpec(
        TASK,
        payload.isPresent() ? new Line(QueueName.DEFAULT, ApiSite.SECRET.name()) : LINE,
        Lane.BACKGROUND,
        3,
        1,
        everything ? payload("{\"to\": 0.10}") : Payload.NONE,
        Payload.NONE,
        Payload.NONE,
        maybe("Mail to ann"),
        maybe(new Owner("ann")),
        maybe(IdempotencyKey.named("k", IdempotencyKey.Scope.ALWAYS)),
        maybe(SerialKey.named("s")));
  }

  private Run run() {
    return everything
        ? new Run(
            TaskStatus.INTERRUPTED,
            Phase.NONE,
            1,
            Entry.START,
            payload("\"row 7\""),
            1,
            0,
            0,
            0,
            Optional.of(TaskStatus.PENDING),
            Optional.of(Block.on(Await.milestone(OTHER, "half"), AT)),
            Optional.of(Interruption.CRASH),
            Optional.of(FAILURE))
        : Run.NEW;
  }

  static TaskId random() {
    return new TaskId(UUID.randomUUID());
  }
}
