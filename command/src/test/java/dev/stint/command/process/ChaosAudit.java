package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.bootstrap.Stint;
import dev.stint.command.store.OpenStore;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.LimitRecord;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds a test's own books, those of who requested and those of user code, against the store.
 *
 * @param books the folder of user code's books
 * @param effects the URL of the database of the chunks' effects; empty if chunks are not atomic
 */
record ChaosAudit(
    Path books, Stint client, OpenStore store, ChaosLoad load, Optional<String> effects) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  void awaitAllOver() {
    awaitAllOver(Set.of());
  }

  /**
   * @param losable if there are any, tasks that wait for others are not waited for: the store may
   *     have lost that it let one go on, and not that this was done
   */
  void awaitAllOver(Set<TaskId> losable) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (unfinished(!losable.isEmpty()) > 0) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("unfinished after " + PATIENCE + ": " + stuck());
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private long unfinished(boolean loses) {
    return client.ask().counts().stream()
        .filter(c -> !c.status().finished() && !(loses && c.status() == TaskStatus.BLOCKED))
        .mapToLong(TaskCount::tasks)
        .sum();
  }

  private List<String> stuck() {
    return all().stream()
        .filter(r -> !r.standing().run().status().finished())
        .limit(5)
        .map(r -> r.standing().toString())
        .toList();
  }

  /**
   * Everything acknowledged is there, ended well, once, and in order.
   *
   * @param losable those that the store may have lost
   * @return those that it lost
   */
  Set<TaskId> check(Set<TaskId> losable) throws Exception {
    List<TaskRow> rows = all();
    assertThat(rows).extracting(r -> r.standing().spec().id()).doesNotHaveDuplicates();
    Set<TaskId> lost = new HashSet<>(load.acknowledged().keySet());
    rows.forEach(r -> lost.remove(r.standing().spec().id()));
    assertThat(losable).as("acknowledged tasks that are gone").containsAll(lost);
    Set<String> gone = new HashSet<>();
    lost.forEach(id -> gone.add(String.valueOf(load.acknowledged().get(id))));
    Set<String> blocked = losable.isEmpty() ? Set.of() : blocked(rows);
    assertThat(rows)
        .filteredOn(r -> !blocked.contains(text(r)))
        .allSatisfy(r -> assertThat(status(r)).as(words(r)).isEqualTo(end(r, gone)));
    gone.addAll(blocked);
    checkOrder(gone);
    checkWork(rows, gone, losable);
    checkFences();
    assertThat(store.stores().waits().owed(10, Duration.ofSeconds(5))).isEmpty();
    for (Register limit : store.stores().registers().all("permit")) {
      String text = new String(limit.content().bytes(), StandardCharsets.UTF_8);
      assertThat(LimitRecord.of(text).sum()).isLessThanOrEqualTo(ChaosTypes.LIMIT);
    }
    return lost;
  }

  private static TaskStatus status(TaskRow row) {
    return row.standing().run().status();
  }

  /** Those that wait for another, which is all that they may be blocked by. */
  private Set<String> blocked(List<TaskRow> rows) {
    Set<String> blocked = new HashSet<>();
    rows.stream().filter(r -> status(r) == TaskStatus.BLOCKED).forEach(r -> blocked.add(text(r)));
    assertThat(load.after().keySet()).containsAll(blocked);
    if (!blocked.isEmpty()) {
      System.out.println("still blocked: " + blocked);
    }
    return blocked;
  }

  private static String words(TaskRow row) {
    return text(row) + ": " + row.standing().run();
  }

  /** A task cannot succeed that waits for one that is gone. */
  private TaskStatus end(TaskRow row, Set<String> gone) {
    String awaited = load.after().getOrDefault(text(row), "");
    return gone.contains(awaited) ? TaskStatus.FAILED : TaskStatus.SUCCEEDED;
  }

  private void checkOrder(Set<String> gone) throws IOException {
    Map<String, Long> began = ChaosBook.first(books, ChaosBook.BEGAN);
    Map<String, Long> ended = ChaosBook.first(books, ChaosBook.ENDED);
    load.after()
        .forEach(
            (second, first) -> {
              if (!gone.contains(first) && !gone.contains(second)) {
                assertOrder(first, second, began, ended);
              }
            });
    for (List<String> ofKey : load.ofKey().values()) {
      List<String> names = ofKey.stream().filter(n -> !gone.contains(n)).toList();
      for (int i = 1; i < names.size(); i++) {
        assertOrder(names.get(i - 1), names.get(i), began, ended);
      }
    }
  }

  /** The later one first began after a run of the earlier one came to its end. */
  private static void assertOrder(
      String earlier, String later, Map<String, Long> began, Map<String, Long> ended) {
    assertThat(ended).containsKey(earlier);
    assertThat(began).containsKey(later);
    assertThat(began.get(later))
        .as("'%s' began before '%s' was over", later, earlier)
        .isGreaterThan(ended.get(earlier));
  }

  private void checkWork(List<TaskRow> rows, Set<String> gone, Set<TaskId> losable)
      throws Exception {
    Map<String, Long> ended = ChaosBook.first(books, ChaosBook.ENDED);
    List<String> walks = load.walks().stream().filter(w -> !gone.contains(w)).toList();
    Map<String, Integer> children = children(rows);
    for (String parent : load.parents()) {
      checkChildren(parent, gone, !losable.isEmpty(), children, ended);
    }
    for (String walk : effects.isPresent() ? walks : List.<String>of()) {
      for (int item = 0; item < ChaosTypes.ITEMS; item += ChaosTypes.ITEMS / 4) {
        String child = walk + " child " + item;
        assertThat(children.remove(child)).as(child).isEqualTo(1);
        assertThat(ended).containsKey(child);
      }
    }
    assertThat(children).as("children of nobody").isEmpty();
    Map<String, Integer> wanted = new TreeMap<>();
    for (String walk : walks) {
      for (int item = 0; item < ChaosTypes.ITEMS; item++) {
        assertThat(ended).containsKey(walk + " item " + item);
        wanted.put(walk + " " + item, 1);
      }
    }
    if (effects.isPresent()) {
      assertThat(effects(effects.get())).as("effects of atomic chunks").isEqualTo(wanted);
    }
  }

  /**
   * Each child was stored once and ran. A store that loses what it acknowledged may have lost what
   * an action requested, and not that the action came to its end; or the other way round.
   */
  private static void checkChildren(
      String parent,
      Set<String> gone,
      boolean loses,
      Map<String, Integer> children,
      Map<String, Long> ended) {
    for (int i = 0; i < ChaosTypes.CHILDREN; i++) {
      String child = parent + " child " + i;
      Integer stored = children.remove(child);
      if (stored != null || !loses && !gone.contains(parent)) {
        assertThat(stored).as(child).isEqualTo(1);
        assertThat(ended).containsKey(child);
      }
    }
  }

  private static Map<String, Integer> children(List<TaskRow> rows) {
    Map<String, Integer> children = new TreeMap<>();
    for (TaskRow row : rows) {
      if (row.standing().spec().line().type().equals(ChaosTypes.CHILD.name())) {
        children.merge(text(row), 1, Integer::sum);
      }
    }
    return children;
  }

  /** Each run of a task had a fence of its own. */
  private void checkFences() throws IOException {
    Map<String, Integer> runs = new TreeMap<>();
    for (String run : ChaosBook.all(books, ChaosBook.FENCE)) {
      runs.merge(run, 1, Integer::sum);
    }
    assertThat(runs.values()).as("runs of one task under one fence").isNotEmpty().containsOnly(1);
  }

  private static String text(TaskRow row) {
    String json = new String(row.standing().spec().arguments().bytes(), StandardCharsets.UTF_8);
    return json.substring(1, json.length() - 1);
  }

  private List<TaskRow> all() {
    List<TaskRow> all = new ArrayList<>();
    Optional<TaskId> before = Optional.empty();
    List<TaskRow> page;
    do {
      TaskFilter newest = TaskFilter.newest(1_000);
      page = client.ask().list(before.map(newest::before).orElse(newest));
      all.addAll(page);
      before =
          page.isEmpty()
              ? Optional.empty()
              : Optional.of(page.get(page.size() - 1).standing().spec().id());
    } while (!page.isEmpty());
    return all;
  }

  private static Map<String, Integer> effects(String url) throws SQLException {
    Map<String, Integer> effects = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select task, item from chaos_effect")) {
      while (rows.next()) {
        effects.merge(rows.getString(1) + " " + rows.getInt(2), 1, Integer::sum);
      }
    }
    return effects;
  }
}
