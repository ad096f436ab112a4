package example;

import dev.stint.application.api.operate.TaskSummary;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

@Path("/")
class PricesResource {

  private final Stint stint;
  private final AgroalDataSource database;

  PricesResource(Stint stint, @DataSource("stint") AgroalDataSource database) {
    this.stint = stint;
    this.database = database;
  }

  /** One at a time: asked again while the task is not over, it answers that task. */
  @POST
  @Path("raise")
  public Map<String, String> raise() {
    return Map.of(
        "id",
        stint.tasks().request(Prices.TYPE.with(new Prices.Raise(10)).key("raise")).id().toString());
  }

  @GET
  @Path("tasks/{id}")
  public TaskSummary task(String id) {
    return stint.ask().summary(TaskId.of(id)).orElseThrow(NotFoundException::new);
  }

  @GET
  @Path("prices")
  public String prices() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      ResultSet row = statement.executeQuery("select count(*), min(cents), max(cents) from price");
      row.next();
      return "%d articles, from %d to %d cents\n"
          .formatted(row.getLong(1), row.getInt(2), row.getInt(3));
    }
  }
}
