package example;

import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.TaskSummary;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people of the shop ask for. */
@RestController
class ShopController {

  private final RequestTasks tasks;
  private final AskTasks ask;
  private final ScheduleTasks schedules;
  private final JdbcTemplate jdbc;

  ShopController(RequestTasks tasks, AskTasks ask, ScheduleTasks schedules, JdbcTemplate jdbc) {
    this.tasks = tasks;
    this.ask = ask;
    this.schedules = schedules;
    this.jdbc = jdbc;
  }

  /** Asked twice for the same month, it answers the same task. */
  @PostMapping("/statements/{month}")
  @Transactional
  public Map<String, String> mail(@PathVariable YearMonth month) {
    return id(
        tasks
            .request(
                Statements.TYPE
                    .with(new Statements.Month(month))
                    .key("statements-" + month, IdempotencyKey.Scope.ALWAYS))
            .id());
  }

  @GetMapping("/tasks/{id}")
  public ResponseEntity<TaskSummary> task(@PathVariable String id) {
    return ResponseEntity.of(ask.summary(TaskId.of(id)));
  }

  /** When the nightly clean-up is due. */
  @GetMapping("/clean-up")
  public List<Instant> nights() {
    return schedules.next(new ScheduleName("visits-nightly"), 3);
  }

  /** Does not wait for the night. */
  @PostMapping("/clean-up")
  public Map<String, String> clean() {
    return id(schedules.runNow(new ScheduleName("visits-nightly")).orElseThrow());
  }

  @GetMapping("/visits")
  public long visits() {
    return jdbc.queryForObject("select count(*) from visit", Long.class);
  }

  private static Map<String, String> id(TaskId task) {
    return Map.of("id", task.toString());
  }
}
