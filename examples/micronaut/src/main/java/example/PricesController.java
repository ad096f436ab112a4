package example;

import dev.stint.application.api.operate.TaskSummary;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class PricesController {

  private final Stint stint;
  private final DataSource database;

  PricesController(Stint stint, DataSource database) {
    this.stint = stint;
    this.database = database;
  }

  /** One at a time: asked again while the task is not over, it answers that task. */
  @Post("/raise")
  Map<String, String> raise() {
    return Map.of(
        "id",
        stint.tasks().request(Prices.TYPE.with(new Prices.Raise(10)).key("raise")).id().toString());
  }

  @Get("/tasks/{id}")
  Optional<TaskSummary> task(String id) {
    return stint.ask().summary(TaskId.of(id));
  }

  @Get(uri = "/prices", produces = MediaType.TEXT_PLAIN)
  String prices() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      ResultSet row = statement.executeQuery("select count(*), min(cents), max(cents) from price");
      row.next();
      return "%d articles, from %d to %d cents\n"
          .formatted(row.getLong(1), row.getInt(2), row.getInt(3));
    }
  }
}
