package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.MariaServer;
import dev.stint.benchmarks.harness.PostgresServer;
import dev.stint.benchmarks.harness.RedisPlaces;
import dev.stint.benchmarks.harness.Server;
import dev.stint.benchmarks.harness.SqliteServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is measured on which store. */
final class Contestants {

  static final String STINT = "stint";

  private static final Set<String> ALL =
      Set.of("work", "request", "pace", "both", "within", "idle", "later");
  private static final Set<String> OWN = Set.of("work", "request", "pace", "both", "idle");
  private static final Set<String> LATER =
      Set.of("work", "request", "pace", "both", "idle", "later");
  private static final Set<String> DRAINS = Set.of("work", "request");
  private static final List<String> JVM = List.of();
  private static final String HAND_LEFT = "select count(*) from hand_task where finished is null";
  private static final int JOBRUNR_SHARE = 20;
  private static final String JOBRUNR_LEFT =
      "select count(*) from jobrunr_jobs where state not in ('SUCCEEDED', 'DELETED')";
  private static final int QUARTZ_SHARE = 100;
  private static final String QUARTZ_LEFT =
      "select (select count(*) from qrtz_triggers) + (select count(*) from qrtz_fired_triggers)";
  private static final String BULLMQ_LEFT =
      "llen bull:noop:wait;llen bull:noop:active;zcard bull:noop:delayed;zcard bull:noop:prioritized";

  private Contestants() {}

  static String store(Arguments arguments) {
    return arguments.text("store", "postgresql");
  }

  static Server server(Arguments arguments) throws Exception {
    return switch (store(arguments)) {
      case "postgresql" -> PostgresServer.start(Map.of());
      case "redis" -> RedisPlaces.start(arguments.text("fsync", "everysec"));
      case "mariadb" -> MariaServer.start();
      case "sqlite" -> new SqliteServer();
      default -> throw unknown("store", store(arguments), "postgresql, redis, mariadb, sqlite");
    };
  }

  /** A PostgreSQL that counts its statements. */
  static Server counting() throws Exception {
    return PostgresServer.start(Map.of("shared_preload_libraries", "pg_stat_statements"));
  }

  /** Copying rows in chunks, in place of tasks. */
  static List<Contestant> chunks() {
    String left =
        "select (select count(*) from source_row) - count(distinct id)"
            + " + count(*) - count(distinct id) from copied_row";
    Set<String> work = Set.of("work");
    List<String> tables = List.of("source_row");
    return List.of(
        new Contestant(STINT, JVM, work, 1, tables, left),
        new Contestant("by-hand", JVM, work, 1, tables, left));
  }

  /** Those that were asked for, by default all that play a role on the store. */
  static List<Contestant> asked(Arguments arguments, String role) throws Exception {
    List<Contestant> able = new ArrayList<>(onJvm(store(arguments)));
    List<String> names = arguments.list("peers", "");
    boolean wanted =
        onNode(store(arguments), List.of()).stream()
            .anyMatch(c -> names.isEmpty() || names.contains(c.name()));
    List<String> node = wanted ? NodePeers.command() : List.of();
    if (!node.isEmpty()) {
      able.addAll(onNode(store(arguments), node));
    }
    able.removeIf(c -> !c.roles().contains(role));
    List<String> all = able.stream().map(Contestant::name).toList();
    for (String name : names) {
      if (!all.contains(name)) {
        throw unknown("peer", name, String.join(", ", all));
      }
    }
    able.removeIf(c -> !names.isEmpty() && !names.contains(c.name()));
    return able;
  }

  private static IllegalArgumentException unknown(String what, String name, String known) {
    return new IllegalArgumentException("no " + what + " '" + name + "'; there are: " + known);
  }

  private static List<Contestant> onJvm(String store) {
    Contestant stint =
        new Contestant(
            STINT, JVM, ALL, 1, List.of("stint_task"), "select count(*) from stint_task");
    Contestant hand = new Contestant("by-hand", JVM, DRAINS, 1, List.of("hand_task"), HAND_LEFT);
    return switch (store) {
      case "redis" ->
          List.of(new Contestant(STINT, JVM, OWN, 1, List.of("all"), RedisPlaces.STINT));
      case "postgresql" ->
          List.of(
              stint,
              new Contestant("by-hand", JVM, ALL, 1, List.of("hand_task"), HAND_LEFT),
              new Contestant("own-row-alone", JVM, Set.of("within"), 1, List.of(), "select 0"),
              new Contestant(
                  "db-scheduler",
                  JVM,
                  LATER,
                  4,
                  List.of("scheduled_tasks"),
                  "select count(*) from scheduled_tasks"),
              new Contestant(
                  "jobrunr", JVM, OWN, JOBRUNR_SHARE, List.of("jobrunr_jobs"), JOBRUNR_LEFT),
              new Contestant(
                  "quartz", JVM, OWN, QUARTZ_SHARE, List.of("qrtz_triggers"), QUARTZ_LEFT));
      default -> List.of(stint, hand);
    };
  }

  private static List<Contestant> onNode(String store, List<String> node) {
    return switch (store) {
      case "redis" -> List.of(new Contestant("bullmq", node, OWN, 1, List.of("all"), BULLMQ_LEFT));
      case "postgresql" ->
          List.of(
              new Contestant(
                  "graphile-worker",
                  node,
                  LATER,
                  1,
                  List.of("graphile_worker._private_jobs"),
                  "select count(*) from graphile_worker._private_jobs"),
              new Contestant(
                  "pg-boss",
                  node,
                  OWN,
                  1,
                  List.of("pgboss.job"),
                  "select count(*) from pgboss.job where state < 'completed'"));
      default -> List.of();
    };
  }
}
