package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.web.ApiPorts;
import dev.stint.web.ApiSite;
import dev.stint.web.Masks;
import dev.stint.web.events.EventStreams;
import dev.stint.web.trends.ManualBeat;
import dev.stint.web.trends.Trends;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages are told that they changed; when it is looked is stepped. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PageEventsTest {

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final AtomicLong nanos = new AtomicLong();
  private final ManualBeat beat = new ManualBeat();
  private final EventStreams streams = new EventStreams(30, nanos::get, beat);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ApiSite host = new ApiSite();
  private final Trends trends = new Trends(() -> Instant.EPOCH, new ManualBeat());
  private final PageSite site =
      new PageSite(
          noting(host.host()),
          Optional.empty(),
          Masks.NONE,
          new Looks(trends, streams, nanos::get));
  private final List<Told> readers = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (Told told : readers) {
      told.lines().close();
    }
    site.close();
    host.close();
  }

  /** One who has a page open. */
  private record Told(BufferedReader lines) {

    /** The next event; waits for it, and passes over signs of life. */
    String next() throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          return line.substring("event: ".length());
        }
      }
      return "closed";
    }
  }

  private ApiPorts noting(ApiPorts real) {
    return new ApiPorts(
        who -> {
          TasksAs all = real.tasks().apply(who);
          return new TasksAs(all.tasks(), noting(all.ask()), all.steer(), all.read(), all.clean());
        },
        real.schedules(),
        real.queues());
  }

  private AskTasks noting(AskTasks real) {
    return (AskTasks)
        Proxy.newProxyInstance(
            AskTasks.class.getClassLoader(),
            new Class<?>[] {AskTasks.class},
            (self, method, arguments) -> {
              asked.add(method.getName());
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Told open(String page, String user) throws Exception {
    Told told =
        new Told(
            new BufferedReader(
                new InputStreamReader(site.watch(page, user).body(), StandardCharsets.UTF_8)));
    readers.add(told);
    return told;
  }

  private void look() {
    nanos.addAndGet(LOOK.toNanos());
    beat.tick();
  }

  private TaskId request(String owner) {
    return host.root().tasks().request(ApiSite.MAIL.with("x").owner(owner)).id();
  }

  private long times(String verb) {
    long times = asked.stream().filter(verb::equals).count();
    asked.clear();
    return times;
  }

  @Test
  void twenty_pages_of_figures_cost_one_look_and_are_told_only_what_changed() throws Exception {
    for (int i = 0; i < 20; i++) {
      open(List.of("/", "/queues", "/workers", "/health", "/schedules").get(i % 5), "root");
    }
    look();
    for (Told told : readers) {
      assertThat(told.next()).isEqualTo("changed");
    }
    asked.clear();

    look();
    assertThat(times("counts")).isEqualTo(1);
    host.host().queues().pauseQueue(new QueueName("reports"));
    look();
    request("ann");
    look();
    streams.endAll();

    for (Told told : readers) {
      assertThat(List.of(told.next(), told.next(), told.next()))
          .containsExactly("changed", "changed", "closed");
    }
  }

  @Test
  void what_stands_still_is_loaded_again_when_its_ages_are_old() throws Exception {
    Told told = open("/workers", "root");
    for (int i = 0; i < 7; i++) {
      look();
    }
    streams.endAll();

    assertThat(List.of(told.next(), told.next(), told.next()))
        .containsExactly("changed", "changed", "closed");
  }

  @Test
  void pages_of_one_list_by_one_person_share_a_look_and_nobody_is_told_of_others_tasks()
      throws Exception {
    for (int i = 0; i < 5; i++) {
      open("/tasks?status=PENDING", "ann");
    }
    Told bob = open("/tasks?status=PENDING", "bob");
    look();
    asked.clear();
    look();
    assertThat(times("search")).isEqualTo(2);

    request("ann");
    look();
    streams.endAll();

    assertThat(List.of(readers.get(0).next(), readers.get(0).next(), readers.get(0).next()))
        .containsExactly("changed", "changed", "closed");
    assertThat(List.of(bob.next(), bob.next())).containsExactly("changed", "closed");
  }

  @Test
  void a_task_is_told_until_it_is_gone() throws Exception {
    TaskId task = request("ann");
    Told told = open("/tasks/" + task, "ann");
    look();
    assertThat(told.next()).isEqualTo("changed");
    host.root().steer().pause(List.of(task));
    look();
    assertThat(told.next()).isEqualTo("changed");
    host.root().steer().remove(List.of(task));
    look();
    assertThat(told.next()).isIn("changed", "end");
  }

  @Test
  void beyond_the_most_that_may_be_told_pages_are_told_so_and_ask_by_themselves() throws Exception {
    for (int i = 0; i < 30; i++) {
      open("/", "root");
    }

    assertThat(site.watch("/", "root").statusCode()).isEqualTo(503);
    assertThat(site.get("/").page().selectFirst("#live").attr("hx-trigger")).isEqualTo("changed");
    assertThat(site.get("/").page().selectFirst("#live").attr("data-events"))
        .isEqualTo("/x/live?at=%2F");
  }

  @Test
  void figures_that_twenty_pages_load_at_once_are_read_once_and_anew_after_a_change()
      throws Exception {
    for (int i = 0; i < 20; i++) {
      site.get("/");
    }
    assertThat(asked.stream().filter("monitor"::equals)).hasSize(1);
    assertThat(times("workers")).isEqualTo(1);

    site.post("/queues/pause", "name", "default");
    assertThat(site.get("/").status()).isEqualTo(200);
    assertThat(times("workers")).isEqualTo(1);

    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    site.get("/queues");
    assertThat(times("workers")).isEqualTo(1);
  }
}
