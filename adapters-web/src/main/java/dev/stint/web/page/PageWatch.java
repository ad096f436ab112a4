package dev.stint.web.page;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.events.Reader;
import dev.stint.web.events.Watch;
import dev.stint.web.events.Watched;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a page shows: those who have it open are told that it changed, and load it anew. What is the
 * same for all is looked at once for all; what somebody sees of tasks, once for all of their pages.
 */
final class PageWatch implements Watched<Optional<String>> {

  /** Ages grow old, too. */
  private static final long ANEW = Duration.ofSeconds(30).toNanos();

  private static final String NOTHING = "{}";

  private final Duration every;
  private final LongSupplier nanos;
  private final Function<AskTasks, Optional<String>> look;

  private PageWatch(Duration every, LongSupplier nanos, Function<AskTasks, Optional<String>> look) {
    this.nanos = nanos;
    this.every = every;
    this.look = look;
  }

  /** Equal for all who may share a look. */
  private record Key(String kind, Object who, String what) {}

  /**
   * The figures of the whole store, and what is paused or limited. Drops what pages remember of
   * them.
   */
  static Watch figures(Visit visit) {
    Memory memory = visit.memory();
    return of(
        new Key("figures", "", ""),
        Duration.ofSeconds(5),
        visit,
        ask -> {
          if (!ask.seesFigures()) {
            return Optional.empty();
          }
          memory.drop();
          String held = visit.ports().queues().list() + "" + visit.ports().schedules().list();
          return Optional.of(ask.counts() + "" + ask.depths() + workers(ask) + held);
        });
  }

  /** When they renewed their leases changes all the time. */
  private static List<String> workers(AskTasks ask) {
    return ask.workers().stream().map(w -> w.id() + " " + w.live()).toList();
  }

  /** A list of tasks. */
  static Watch list(Visit visit) {
    TaskQuery query = new TaskQuery(visit.form());
    Key key = new Key("list", visit.who(), query.address(visit.text("after").orElse("")));
    return of(
        key,
        Duration.ofSeconds(3),
        visit,
        ask -> Optional.of(ask.search(query.search()).tasks().toString()));
  }

  /** One task; what it says while it runs is part of it. */
  static Watch task(Visit visit) {
    TaskId task = visit.task().id();
    return of(
        new Key("task", visit.who(), task.toString()),
        Duration.ofSeconds(2),
        visit,
        ask -> ask.find(task).map(row -> row + told(ask, row)));
  }

  private static String told(AskTasks ask, TaskRow row) {
    boolean runs = row.standing().worker().isPresent();
    return runs ? " " + ask.messages(row.id()).size() : "";
  }

  private static Watch of(
      Key key, Duration every, Visit visit, Function<AskTasks, Optional<String>> look) {
    return new Watch(key, new PageWatch(every, visit.memory().nanos(), look), visit.ask(), 0);
  }

  @Override
  public Duration every() {
    return every;
  }

  /** Empty if there is nothing to see any longer. */
  @Override
  public Optional<String> look(List<Reader> readers) {
    return readers.stream()
        .flatMap(reader -> look.apply(reader.ask()).stream())
        .findFirst()
        .map(all -> UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString());
  }

  @Override
  public void tell(Optional<String> seen, Reader reader) {
    if (seen.isEmpty()) {
      reader.end("end", NOTHING);
    } else if (reader.hasRoom()) {
      reader.say("changed", NOTHING, seen.get() + nanos.getAsLong() / ANEW);
    }
  }

  @Override
  public String words(Throwable trouble) {
    return NOTHING;
  }
}
