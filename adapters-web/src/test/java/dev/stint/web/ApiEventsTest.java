package dev.stint.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.StoreException;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.VersionedTask;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Live events, over real connections; when the streams look is stepped. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ApiEventsTest {

  private static final String TASK = "/tasks/" + CannedPorts.TASK + "/events";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final WatchedPorts ports = new WatchedPorts();
  private final ApiSite site = new ApiSite(ports::over);

  @BeforeEach
  void run() {
    ports.row.set(Optional.of(WatchedPorts.running(1)));
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  private static List<String> names(List<Event> events) {
    return events.stream().map(Event::name).toList();
  }

  @Test
  void a_task_is_told_as_it_stands_and_then_what_changes_until_it_is_over() throws Exception {
    ports.say("begun");
    try (EventReader reader = site.watch(TASK)) {
      site.tick(SECOND);
      Event state = reader.next();
      assertThat(state.name()).isEqualTo("state");
      assertThat(state.data().path("status").asText()).isEqualTo("RUNNING");
      assertThat(reader.next().data().path("done").asInt()).isEqualTo(1);
      Event message = reader.next();
      assertThat(message.data().path("text").asText()).isEqualTo("begun");
      assertThat(message.id()).isEqualTo("1");

      ports.row.set(Optional.of(WatchedPorts.running(2)));
      site.tick(SECOND);
      Event progress = reader.next();
      assertThat(progress.name()).isEqualTo("progress");
      assertThat(progress.data().path("done").asInt()).isEqualTo(2);

      ports.say("done");
      ports.row.set(Optional.of(WatchedPorts.with(TaskStatus.SUCCEEDED, 2)));
      site.tick(SECOND);
      List<Event> rest = reader.rest();
      assertThat(names(rest)).containsExactly("state", "message", "end");
      assertThat(rest.get(0).data().path("finished").asBoolean()).isTrue();
      assertThat(rest.get(1).id()).isEqualTo("2");
    }
    assertThat(site.streams().size()).isZero();
  }

  @Test
  void who_comes_back_is_told_the_messages_after_the_last_one_they_heard() throws Exception {
    for (int i = 1; i <= 5; i++) {
      ports.say("line " + i);
    }
    ports.row.set(Optional.of(WatchedPorts.with(TaskStatus.FAILED, 2)));
    for (String last : List.of("3", "5", "9", "nonsense")) {
      ApiSite.Reply reply = site.send(TASK, r -> r.setHeader("Last-Event-ID", last));

      List<String> ids =
          reply.events().stream().filter(e -> e.name().equals("message")).map(Event::id).toList();
      assertThat(ids)
          .isEqualTo(
              switch (last) {
                case "3" -> List.of("4", "5");
                case "5" -> List.of();
                default -> List.of("1", "2", "3", "4", "5");
              });
      assertThat(names(reply.events())).endsWith("end");
    }
  }

  @Test
  void twenty_pages_of_one_caller_cost_one_look() throws Exception {
    List<EventReader> readers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      readers.add(site.watch(TASK));
    }
    site.tick(SECOND);
    ports.times("find");

    site.tick(Duration.ofMillis(300));
    assertThat(ports.times("find")).isZero();
    site.tick(SECOND);
    assertThat(ports.times("find")).isEqualTo(1);
    for (EventReader reader : readers) {
      assertThat(reader.next().name()).isEqualTo("state");
      reader.close();
    }
  }

  @Test
  void callers_share_the_look_at_figures_and_not_the_look_at_a_task() throws Exception {
    for (String user : List.of("root", "dev", "ann")) {
      site.watch("/events", ApiSite.as(user, ApiRole.READ));
      site.watch(TASK, ApiSite.as(user, ApiRole.READ));
    }
    site.tick(SECOND);
    ports.times("find");

    site.tick(Duration.ofSeconds(3));
    assertThat(ports.asked.stream().filter("counts"::equals)).hasSize(1);
    assertThat(ports.times("find")).isEqualTo(3);
  }

  @Test
  void messages_are_read_while_there_can_be_more() throws Exception {
    ports.row.set(Optional.of(WatchedPorts.with(TaskStatus.SUCCEEDED, 2)));
    TaskStatus waiting = TaskStatus.PAUSED;
    ports.row.set(
        Optional.of(WatchedPorts.with(waiting, 2)).map(row -> ApiEventsTest.withoutWorker(row)));
    try (EventReader reader = site.watch(TASK)) {
      site.tick(SECOND);
      ports.times("messages");
      site.tick(SECOND);
      assertThat(ports.times("messages")).isZero();
      ports.row.set(Optional.of(WatchedPorts.running(3)));
      site.tick(SECOND);
      site.tick(SECOND);
      assertThat(ports.times("messages")).isEqualTo(2);
    }
  }

  private static TaskRow withoutWorker(TaskRow row) {
    var standing = row.standing();
    return new TaskRow(
        new VersionedTask(
            standing.spec(),
            standing.run(),
            standing.fence(),
            standing.sequence(),
            Optional.empty(),
            standing.signal()),
        row.requested(),
        row.due(),
        row.started(),
        row.finished(),
        row.progress(),
        row.result());
  }

  @Test
  void trouble_of_the_store_is_told_once_and_ends_nothing() throws Exception {
    try (EventReader task = site.watch(TASK);
        EventReader figures = site.watch("/events")) {
      site.tick(SECOND);
      ports.trouble.set(
          Optional.of(new StoreException(StoreException.Kind.TRANSIENT, "swordfish is away")));
      site.tick(Duration.ofSeconds(3));
      site.tick(Duration.ofSeconds(3));
      ports.trouble.set(Optional.empty());
      site.tick(Duration.ofSeconds(3));

      for (EventReader reader : List.of(task, figures)) {
        Event event = reader.next();
        while (!event.name().equals("trouble")) {
          event = reader.next();
        }
        assertThat(event.data().path("detail").asText()).isEqualTo(ApiAnswer.STORE_AWAY);
        assertThat(reader.next().name()).isIn("state", "figures");
      }
    }
  }

  @Test
  void a_task_that_goes_and_rights_that_go_end_the_events() throws Exception {
    try (EventReader task = site.watch(TASK);
        EventReader figures = site.watch("/events", ApiSite.as("dev", ApiRole.READ));
        EventReader others = site.watch("/events")) {
      site.tick(SECOND);
      ports.row.set(Optional.empty());
      ports.blind.add("dev");
      site.tick(Duration.ofSeconds(3));

      assertThat(names(task.rest())).endsWith("end");
      assertThat(names(figures.rest())).endsWith("end");
      assertThat(others.next().name()).isEqualTo("figures");
      assertThat(site.streams().size()).isEqualTo(1);
    }
  }

  @Test
  void more_than_may_be_open_are_asked_to_come_again() throws Exception {
    List<EventReader> readers = new ArrayList<>();
    for (int i = 0; i < ApiSite.MOST_STREAMS; i++) {
      readers.add(site.watch(TASK));
    }
    ApiSite.Reply refused = site.send(TASK);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(site.send(TASK, r -> r.method("HEAD", HttpRequest.BodyPublishers.noBody())).status())
        .isEqualTo(200);
    assertThat(site.get("/openapi.json").status()).isEqualTo(200);

    ports.row.set(Optional.empty());
    site.tick(SECOND);
    for (EventReader reader : readers) {
      reader.rest();
    }
    ports.row.set(Optional.of(WatchedPorts.running(1)));
    assertThat(site.send(TASK).status()).isEqualTo(200);
  }

  /** While it is not so, the streams look again and again; time goes on with each look. */
  private void until(Duration step, BooleanSupplier so) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime() - end).isNegative();
      site.tick(step);
    }
  }

  @Test
  void a_reader_who_has_gone_is_noticed_by_the_heartbeat() throws Exception {
    site.watch(TASK).close();
    until(Duration.ofSeconds(16), () -> site.streams().size() == 0);
  }

  @Test
  void the_heartbeat_comes_when_there_is_nothing_to_tell() throws Exception {
    try (EventReader reader = site.watch(TASK)) {
      site.tick(SECOND);
      site.tick(Duration.ofSeconds(16));
      assertThat(reader.block()).hasValue("retry: 3000");
      reader.next();
      reader.next();
      assertThat(reader.block()).hasValue(":");
    }
  }

  @Test
  void after_half_an_hour_a_reader_has_to_come_again() throws Exception {
    try (EventReader reader = site.watch(TASK)) {
      site.tick(SECOND);
      site.tick(Duration.ofMinutes(31));
      assertThat(names(reader.rest())).containsExactly("state", "progress");
    }
  }

  @Test
  void a_reader_who_reads_nothing_keeps_nobody_waiting_and_is_let_go() throws Exception {
    URI uri = site.uri(TASK);
    try (Socket stuck = new Socket(uri.getHost(), uri.getPort());
        EventReader other = site.watch(TASK)) {
      stuck.setReceiveBufferSize(4_096);
      String call = "GET %s HTTP/1.1\r\nHost: here\r\nUser: root\r\nRole: READ\r\n\r\n";
      stuck.getOutputStream().write(call.formatted(uri.getPath()).getBytes(StandardCharsets.UTF_8));
      until(Duration.ZERO, () -> site.streams().size() == 2);
      int said = 0;
      while (site.streams().size() == 2) {
        for (int i = 0; i < 20; i++) {
          ports.say("x".repeat(1_900));
          said++;
        }
        site.tick(SECOND);
        heard(other, said);
        assertThat(said).isLessThan(20_000);
      }
      assertThat(site.streams().size()).isEqualTo(1);
    }
  }

  /** Reads on to the message of this number. */
  private static void heard(EventReader reader, int number) throws IOException {
    String last = "";
    while (!last.equals(String.valueOf(number))) {
      last = reader.next().id();
    }
  }

  @Test
  void a_servlet_that_is_taken_away_ends_them() throws Exception {
    try (EventReader task = site.watch(TASK);
        EventReader figures = site.watch("/events")) {
      site.tick(SECOND);
      site.undeploy();

      assertThat(names(task.rest())).containsExactly("state", "progress");
      assertThat(names(figures.rest())).containsExactly("figures");
      assertThat(site.streams().size()).isZero();
    }
  }
}
