package dev.stint.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.CheckBuild;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskCount;
import dev.stint.jdbc.JdbcStores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A host beside a task with a code that its build does not know, as a later build may store it. */
class UnknownStatusTest {

  private static final TaskType<String> TYPE = TaskType.of("noted", String.class);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  @TempDir Path dir;
  private String url = "";
  private JdbcStores jdbc;
  private Stint stint;
  private TaskId bad;
  private TaskId good;

  @BeforeEach
  void store() {
    log.start();
    ((Logger) LoggerFactory.getLogger("dev.stint")).addAppender(log);
    url = "jdbc:sqlite:" + dir.resolve("tasks.db");
    jdbc = JdbcStores.sqlite(url).migrate();
    stint =
        Stint.on(jdbc.stores(), jdbc.mutexes())
            .define(TaskDefinition.of(TYPE, (text, context) -> StepOutcome.done()))
            .build();
    bad = stint.tasks().request(TYPE.with("bad")).id();
    good = stint.tasks().request(TYPE.with("good")).id();
  }

  @AfterEach
  void close() throws Exception {
    ((Logger) LoggerFactory.getLogger("dev.stint")).detachAppender(log);
    jdbc.close();
  }

  private void write(String set) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      String update = "update stint_task set %s where id = '%s'".formatted(set, bad);
      assertThat(statement.executeUpdate(update)).isEqualTo(1);
    }
  }

  @Test
  void every_look_and_every_pass_goes_on_for_the_others() throws SQLException {
    write("status = 'FROZEN'");

    stint.batches().runBatch(Duration.ofSeconds(120));

    assertThat(status(good)).isEqualTo(TaskStatus.SUCCEEDED);
    Run apart = stint.ask().find(bad).orElseThrow().standing().run();
    assertThat(apart.status()).isEqualTo(TaskStatus.BLOCKED);
    assertThat(apart.failure().orElseThrow().message())
        .isEqualTo("this build does not know status 'FROZEN'");
    assertThat(stint.ask().search(TaskSearch.ALL).tasks()).hasSize(2);
    assertThat(stint.ask().counts())
        .extracting(TaskCount::status)
        .containsExactlyInAnyOrder(TaskStatus.BLOCKED, TaskStatus.SUCCEEDED);
  }

  private TaskStatus status(TaskId task) {
    return stint.ask().find(task).orElseThrow().standing().run().status();
  }

  @Test
  void it_is_named_by_monitor_and_check_and_once_in_the_log() throws SQLException {
    write("status = 'FROZEN'");
    stint.batches().runBatch(Duration.ofSeconds(120));
    stint.batches().runBatch(Duration.ofSeconds(120));

    String why = "this build does not know status 'FROZEN'";
    Monitor monitor = stint.ask().monitor();
    assertThat(monitor.findings()).contains("task " + bad + " is set apart: " + why);
    assertThat(monitor.unreadable()).hasSize(1);
    CheckBuild.Report check = stint.check().check();
    assertThat(check.unreadable())
        .singleElement()
        .matches(u -> u.why().equals(why) && u.example().equals(bad));
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.contains("set apart"))
        .containsExactly("task " + bad + " is set apart: " + why);
  }

  @Test
  void any_other_code_of_it_sets_it_apart_in_the_same_way() throws SQLException {
    write("entry = 'WINDOW', interruption = 'METEOR', lane = 7");

    // A batch goes on to its limit here: no claim sees the task, and it is ready.
    stint.batches().runBatch(Duration.ofSeconds(10));

    assertThat(status(good)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(
            stint.ask().find(bad).orElseThrow().standing().run().failure().orElseThrow().message())
        .isEqualTo("this build does not know lane '7', entry 'WINDOW', interruption 'METEOR'");
  }

  @Test
  void people_are_told_why_they_cannot_steer_it_and_can_remove_it() throws SQLException {
    write("status = 'FROZEN'");

    List<SteerTasks.Steered> cancelled = stint.steer().cancel(List.of(bad, good));
    assertThat(cancelled)
        .extracting(SteerTasks.Steered::result)
        .containsExactly(SteerResult.REFUSED, SteerResult.DONE);
    assertThat(cancelled.get(0).words())
        .isEqualTo("the task is set apart: this build does not know status 'FROZEN'");
    assertThat(stint.steer().remove(List.of(bad, good)))
        .extracting(SteerTasks.Steered::result)
        .containsOnly(SteerResult.DONE);
    assertThat(stint.ask().search(TaskSearch.ALL).tasks()).isEmpty();
  }
}
