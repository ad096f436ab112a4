package dev.stint.benchmarks;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Machine;
import dev.stint.benchmarks.harness.Median;
import dev.stint.benchmarks.harness.Table;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.life.TaskStatus;
import dev.stint.jdbc.JdbcStores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** What it costs to ask a PostgreSQL that is full: each ask alone, one after another. */
final class Asks {

  private static final int LINES = 12;

  private static final String ID =
      "cast(lpad(to_hex(%1$s / 65536), 8, '0') || '-' || lpad(to_hex(%1$s %% 65536), 4, '0')"
          + " || '-7000-8000-' || substr(md5(cast(i as text)), 1, 12) as uuid)";

  private static final String OWNER = "case when i % 10 = 0 then 'owner-' || i % 1000 end";

  /** Half of them are due in months; some of a thousand are held, paused, or tried again. */
  private static final Map<String, String> LIVE =
      Map.of(
          "id",
          ID.formatted("(i + 100000000)"),
          "owner",
          OWNER,
          "status",
          "case when i % 1000 = 0 then 'RUNNING' when i % 997 = 0 then 'PAUSED'"
              + " when i % 499 = 0 then 'RETRYING' else 'PENDING' end",
          "worker",
          "case when i % 1000 = 0"
              + " then cast('00000000-0000-7000-8000-000000000001' as uuid) end",
          "ready_state",
          "case when i % 1000 = 0 or i % 997 = 0 then 0 when i % 2 = 0 then 3 else 1 end",
          "due",
          "t.due + i");

  private static final Map<String, String> OVER =
      Map.of(
          "id",
          ID.formatted("i"),
          "owner",
          OWNER,
          "status",
          "case when i % 499 = 0 then 'FAILED' when i % 997 = 0 then 'CANCELLED'"
              + " else 'SUCCEEDED' end",
          "finished",
          "t.finished + i");

  private static final String ONE_FINISHED =
      """
      create table one_finished as select (jsonb_populate_record(null::stint_finished, to_jsonb(t)
          || '{"finished": 1000, "purge_at": 9000000000000000, "tombstone": 0, "ran": 5, "records": 1, "ready_state": 0}')).*
        from stint_task t
      """;

  private final Arguments arguments;
  private final int waiting;
  private final int finished;
  private final int times;

  private Asks(Arguments arguments) {
    this.arguments = arguments.only("waiting", "finished", "times");
    this.waiting = arguments.number("waiting", 1_000_000);
    this.finished = arguments.number("finished", 1_000_000);
    this.times = arguments.number("times", 21);
  }

  static void run(Arguments arguments) throws Exception {
    new Asks(arguments).run();
  }

  private void run() throws Exception {
    Conditions.print(arguments, "PostgreSQL, 512 MB of shared buffers, in this JVM's care");
    try (Postgres server = Postgres.start()) {
      JdbcStores stores = server.fresh();
      Stint stint = stint(stores);
      for (int line = 0; line < LINES; line++) {
        stint.tasks().request(type(line).with("an argument of some forty characters"));
      }
      server.execute(ONE_FINISHED);
      server.execute(many("stint_finished", "one_finished", OVER, finished));
      server.execute(many("stint_task", "stint_task", LIVE, waiting));
      server.execute("vacuum analyze");
      server.execute("checkpoint");
      report(asks(stores, stint.ask()));
    }
  }

  /** Rows like those of a table, each of another type, but with these columns of their own. */
  private static String many(String into, String like, Map<String, String> own, int rows) {
    String columns =
        own.entrySet().stream()
            .map(e -> "('%s', $own$%s$own$)".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    return """
        do $fill$ begin execute (
          select 'insert into %1$s (' || string_agg(column_name, ', ' order by ordinal_position)
              || ') select ' || string_agg(coalesce(own, 't.' || column_name), ', ' order by ordinal_position)
              || ' from %2$s t join generate_series(1, %4$d) i on t.type = ''type-'' || i %% %5$d'
            from information_schema.columns left join (values %3$s) other (name, own) on name = column_name
           where table_name = '%1$s' and table_schema = 'public'); end $fill$
        """
        .formatted(into, like, columns, rows, LINES);
  }

  private static TaskType<String> type(int line) {
    return TaskType.of("type-" + line, String.class);
  }

  private static Stint stint(JdbcStores stores) {
    Stint.Builder builder = Stint.on(stores.stores(), stores.mutexes());
    for (int line = 0; line < LINES; line++) {
      builder.define(TaskDefinition.of(type(line), (a, c) -> StepOutcome.done()));
    }
    return builder.build();
  }

  private static Map<String, Callable<?>> asks(JdbcStores stores, AskTasks ask) {
    TaskSearch all = TaskSearch.ALL;
    Map<String, Callable<?>> asks = new LinkedHashMap<>();
    asks.put("counts", ask::counts);
    asks.put("depths", ask::depths);
    asks.put("lines", () -> stores.stores().queries().lines());
    asks.put("monitor", ask::monitor);
    asks.put("latest of an owner", () -> ask.latestOf("owner-500"));
    asks.put("latest of an owner there is not", () -> ask.latestOf("nobody"));
    asks.put("latest of a type", () -> ask.latest("type-7"));
    asks.put("list, newest", () -> ask.search(all));
    for (TaskStatus status : TaskStatus.values()) {
      asks.put("list " + status, () -> ask.search(all.statuses(Set.of(status))));
    }
    asks.put("list of a type", () -> ask.search(all.type("type-7")));
    asks.put("list of a type that there is not", () -> ask.search(all.type("stranger")));
    asks.put(
        "list FAILED of a type",
        () -> ask.search(all.type("type-7").statuses(Set.of(TaskStatus.FAILED))));
    asks.put("list of an owner", () -> ask.search(all.owner("owner-500")));
    asks.put(
        "list FAILED, oldest first, from the middle",
        () -> ask.search(middle(ask, all.statuses(Set.of(TaskStatus.FAILED)))));
    return asks;
  }

  private static TaskSearch middle(AskTasks ask, TaskSearch search) {
    TaskSearch.Page first = ask.search(search.order(TaskOrder.OLDEST).limit(100));
    return first.next().map(search::after).orElse(search.order(TaskOrder.OLDEST));
  }

  private void report(Map<String, Callable<?>> asks) throws Exception {
    System.out.printf(
        "asking, %,d waiting, %,d finished, %d lines, %d times each%n",
        waiting, finished, LINES, times);
    Table table = new Table("", "ms, median", "most", "first", "others' cores");
    for (Map.Entry<String, Callable<?>> ask : asks.entrySet()) {
      double busy = Machine.busySeconds();
      long began = System.nanoTime();
      List<Double> took = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        took.add(millis(ask.getValue()));
      }
      double all = (System.nanoTime() - began) / 1e9;
      table.row(
          ask.getKey(),
          Table.figure(Median.of(took)),
          Table.figure(Collections.max(took)),
          Table.figure(took.get(0)),
          Table.figure(Math.max(0, (Machine.busySeconds() - busy - all) / all)));
    }
    table.print();
  }

  private static double millis(Callable<?> ask) throws Exception {
    long began = System.nanoTime();
    ask.call();
    return (System.nanoTime() - began) / 1e6;
  }
}
