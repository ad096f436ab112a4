package dev.stint.web.page;

import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Catalogue;
import dev.stint.application.api.operate.CleanTasks;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.api.operate.ReadRequests;
import dev.stint.application.api.operate.RenderedLink;
import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.Scheduled;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.Lane;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
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
import dev.stint.domain.task.WorkerView;
import dev.stint.web.ApiPorts;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;

/** Ports that answer with something of everything that there can be, or with nothing at all. */
final class FullPorts {

  /** What would run or change the page if it were not shown as text. */
  static final String HOSTILE = "<img src=x onerror=alert(1)>\"'</script><b>";

  private final boolean full;
  private final String added;
  private final String url;
  private final ManyRows rows;
  private final Instant now;

  private FullPorts(boolean full, Instant now, String added, String url) {
    this.full = full;
    this.now = now;
    this.added = added;
    this.url = url;
    this.rows = new ManyRows(now, added);
  }

  static ApiPorts of(boolean full, Instant now) {
    return ports(new FullPorts(full, now, "", "https://example.com/r/1"));
  }

  /** Full, and every text of it says that, too. */
  static ApiPorts hostile(Instant now, String url) {
    return ports(new FullPorts(true, now, HOSTILE, url));
  }

  private static ApiPorts ports(FullPorts ports) {
    TasksAs tasks =
        new TasksAs(
            proxy(RequestTasks.class, (verb, arguments) -> Optional.empty()),
            proxy(AskTasks.class, ports::asked),
            proxy(SteerTasks.class, ports::steered),
            proxy(ReadRequests.class, (verb, arguments) -> Optional.empty()),
            proxy(CleanTasks.class, ports::cleaned));
    return new ApiPorts(
        who -> tasks,
        proxy(ScheduleTasks.class, ports::scheduled),
        proxy(SteerQueues.class, (verb, arguments) -> ports.full ? gates() : List.of()));
  }

  private static <T> T proxy(Class<T> port, BiFunction<String, Object[], Object> answers) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) ->
                method.getReturnType() == void.class
                    ? null
                    : answers.apply(method.getName(), arguments)));
  }

  private static List<Gate> gates() {
    return List.of(
        Gate.of(new QueueName("reports")).closed(true),
        Gate.of(new TaskTypeName("orders.mail")).limit(OptionalInt.of(20)));
  }

  private Object cleaned(String verb, Object[] arguments) {
    return verb.equals("clean")
        ? (Object) 12L
        : rows.all().stream().filter(r -> full && r.status().finished()).toList();
  }

  private Object steered(String verb, Object[] arguments) {
    if (verb.equals("replay")) {
      String words = ((ReplayItems) arguments[1]).names().toString();
      return new SteerTasks.Steered((TaskId) arguments[0], SteerResult.DONE, words);
    }
    if (verb.equals("restartAt")) {
      return new SteerTasks.Steered((TaskId) arguments[0], SteerResult.DONE, "restarted");
    }
    return verb.equals("maySteer")
        ? true
        : ((List<?>) arguments[0])
            .stream()
                .map(t -> new SteerTasks.Steered((TaskId) t, SteerResult.DONE, "done"))
                .toList();
  }

  private Object scheduled(String verb, Object[] arguments) {
    return switch (verb) {
      case "list" -> full ? schedules() : List.of();
      case "runNow" -> Optional.of(ManyRows.id(1));
      default -> full;
    };
  }

  private List<Scheduled> schedules() {
    return List.of(
        schedule("nightly close of the books", Timing.cron("0 3 * * *", ZoneOffset.UTC), false),
        schedule("reminders", Timing.cron("*/10 * * * *", ZoneOffset.UTC), false),
        schedule("odd", Timing.cron("5 4 1-7 * 2", ZoneOffset.UTC), false),
        schedule("sweep", Timing.every(Duration.ofMinutes(5)), true));
  }

  private Scheduled schedule(String name, Timing timing, boolean paused) {
    return new Scheduled(
        new ScheduleName(name),
        timing,
        ManyRows.line("reports", "reports.close"),
        Missed.ONCE,
        Overlap.SKIP,
        paused,
        new ScheduleProgress(Optional.of(now.plusSeconds(5_000)), Optional.of(ManyRows.id(3))));
  }

  private Object asked(String verb, Object[] arguments) {
    return switch (verb) {
      case "seesFigures" -> true;
      case "find" -> find(arguments[0]);
      case "search" ->
          new TaskSearch.Page(
              full ? rows.all() : List.of(),
              Optional.of(rows.all().get(0))
                  .filter(r -> full)
                  .flatMap(r -> r.place(((TaskSearch) arguments[0]).order())));
      case "history" -> history();
      case "messages" -> messages();
      case "setAside" ->
          List.of(
              new SetAside(
                  "row 7",
                  Payload.of("{\"order\":7,\"cents\":\"x\"}"),
                  "cents is no number" + added),
              new SetAside("row 19", Payload.NONE, "empty"));
      case "counts" -> full ? counts() : List.of();
      case "depths" -> full ? depths() : List.of();
      case "workers" -> full ? workers() : List.of();
      case "health" ->
          new StoreReport(
              "postgresql",
              now,
              full ? 104 : 0,
              full ? List.of("synchronous_commit is off" + added) : List.of());
      case "monitor" -> monitor();
      case "types" -> types();
      case "type" ->
          types().stream().filter(t -> t.name().value().equals(arguments[0])).findFirst();
      case "link" -> Optional.of(new RenderedLink("Open the report" + added, url, "_blank"));
      case "notice" -> Optional.of("Your order is on its way." + added);
      default -> throw new AssertionError(verb);
    };
  }

  private Optional<TaskRow> find(Object id) {
    return rows.all().stream().filter(r -> full && r.id().equals(id)).findFirst();
  }

  private List<TaskCount> counts() {
    Map<TaskStatus, Long> many = new EnumMap<>(TaskStatus.class);
    many.put(TaskStatus.PENDING, 8_412L);
    many.put(TaskStatus.RUNNING, 64L);
    many.put(TaskStatus.RETRYING, 210L);
    many.put(TaskStatus.BLOCKED, 1_100L);
    many.put(TaskStatus.PAUSED, 40L);
    many.put(TaskStatus.FAILED, 17L);
    many.put(TaskStatus.CANCELLED, 320L);
    List<TaskCount> counts = new ArrayList<>();
    many.forEach(
        (s, n) ->
            counts.add(
                new TaskCount(ManyRows.line("default", "orders.mail"), Lane.BACKGROUND, s, n)));
    counts.add(
        new TaskCount(
            ManyRows.line("default", "orders.mail"),
            Lane.BACKGROUND,
            TaskStatus.SUCCEEDED,
            10_000,
            true));
    return counts;
  }

  private List<ReadyDepth> depths() {
    return List.of(
        depth("default", "orders.mail", Lane.BACKGROUND, 8_412, 40),
        depth("reports", "reports.close", Lane.BACKGROUND, 12, 9_000),
        depth("default", "orders.print", Lane.INTERACTIVE, 3, 2),
        depth("imports", ManyRows.LONG_TYPE, Lane.BACKGROUND, 1_530, 300));
  }

  private ReadyDepth depth(String queue, String type, Lane lane, long ready, long ago) {
    return new ReadyDepth(ManyRows.line(queue, type), lane, ready, now.minusSeconds(ago));
  }

  private List<WorkerView> workers() {
    Set<TaskTypeName> types =
        Set.of(
            new TaskTypeName("orders.mail"),
            new TaskTypeName("orders.print"),
            new TaskTypeName(ManyRows.LONG_TYPE));
    return List.of(
        new WorkerView(
            ManyRows.WORKER,
            "blue" + added,
            true,
            now.minusSeconds(2),
            Duration.ofSeconds(10),
            types),
        new WorkerView(
            WorkerId.of("0193e1a4-0000-7000-8000-0000000000f2"),
            "",
            false,
            now.minusSeconds(4_000),
            Duration.ofSeconds(10),
            types));
  }

  private Monitor monitor() {
    List<TaskRow> failed =
        rows.all().stream().filter(r -> r.status() == TaskStatus.FAILED).toList();
    List<TaskRow> some = rows.all().subList(0, 2);
    return full
        ? new Monitor(
            now,
            counts(),
            depths(),
            some,
            failed,
            some,
            Set.of(new TaskTypeName("gone.type")),
            List.of(
                "queue 'reports' is paused and its oldest task is due for 2 h 30 min",
                "no live worker knows the type gone.type" + added))
        : new Monitor(
            now, List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(), List.of());
  }

  private List<Catalogue.TypeEntry> types() {
    return List.of(
        type("orders.mail", "Sends the mail of an order" + added, "compose", "send", "archive"),
        type("orders.print", "", "print"),
        type("reports.close", "Closes the books of a day", "check", "load", "sum", "close"));
  }

  private static Catalogue.TypeEntry type(String name, String words, String... steps) {
    return new Catalogue.TypeEntry(
        new TaskTypeName(name),
        words,
        List.of(),
        1,
        List.of(steps).stream().map(FullPorts::step).toList(),
        List.of());
  }

  private static Catalogue.Step step(String name) {
    boolean replays = name.equals("send");
    return new Catalogue.Step(name, replays, replays ? List.of("replay") : List.of());
  }

  private List<TaskMessage> messages() {
    return List.of(
        message(300, Message.Level.INFO, "Began with 120,000 rows"),
        message(200, Message.Level.WARNING, "row 7 was set aside: cents is no number"),
        message(90, Message.Level.MILESTONE, "half"),
        message(30, Message.Level.INFO, "تم استلام الطلب رقم ٤٥ وسيتم شحنه غدا"),
        message(10, Message.Level.ERROR, "the printer does not answer"));
  }

  private TaskMessage message(long ago, Message.Level level, String text) {
    return new TaskMessage(now.minusSeconds(ago), new Message(level, text + added));
  }

  private List<HistoryRow> history() {
    return List.of(rows.past(60, TaskStatus.RETRYING), rows.past(400, TaskStatus.INTERRUPTED));
  }
}
