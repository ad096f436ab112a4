package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.application.api.Principal;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.web.Admission;
import dev.stint.web.RequestServlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What programs elsewhere ask for, over HTTP. */
abstract class WebRows extends Rows {

  /** The arguments, as another program writes them. */
  record Order(long number, Optional<String> remark) {}

  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final List<Order> ran = new CopyOnWriteArrayList<>();

  WebRows(RowStore store) {
    super(store);
  }

  @AfterEach
  void close() throws Exception {
    server.stop();
  }

  @Test
  void row_84_programs_elsewhere_request_tasks_of_listed_types_with_a_right_of_their_own()
      throws Exception {
    TaskType<Order> listed = type("listed", Order.class);
    TaskType<String> unlisted = type("unlisted");
    Stint stint = host(shipping(listed), TaskDefinition.of(unlisted, (t, c) -> StepOutcome.done()));
    serve(stint, Admission.of(listed.name().value()));
    String wish = wish(listed, "{\"number\":7}");

    HttpResponse<String> made = post("shop", wish);
    HttpResponse<String> again = post("shop", wish);

    assertThat(made.statusCode()).isEqualTo(201);
    TaskId task = TaskId.of(new ObjectMapper().readTree(made.body()).get("id").asText());
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains(task.toString());
    assertThat(post("nobody", wish).statusCode()).isEqualTo(401);
    assertThat(post("shop", wish(unlisted, "\"x\"")).statusCode()).isEqualTo(403);
    assertThat(post("shop", wish(type("unknown"), "\"x\"")).statusCode()).isEqualTo(403);
    HttpResponse<String> unreadable = post("shop", wish(listed, "{}"));
    assertThat(unreadable.statusCode()).isEqualTo(400);
    assertThat(unreadable.body()).contains("argument 'number' is missing");
    assertThat(stint.ask().list(of(unlisted))).isEmpty();
    assertThat(stint.ask().list(of(listed)))
        .singleElement()
        .matches(row -> row.standing().spec().id().equals(task))
        .matches(row -> row.standing().spec().owner().orElseThrow().value().equals("shop"));

    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactly(new Order(7, Optional.empty()));
  }

  private TaskDefinition<Order> shipping(TaskType<Order> type) {
    return TaskDefinition.of(
        type,
        (order, context) -> {
          ran.add(order);
          return StepOutcome.done();
        });
  }

  private String wish(TaskType<?> type, String arguments) {
    return "{\"type\":\"%s\",\"arguments\":%s,\"key\":\"%s\"}"
        .formatted(type.name(), arguments, own("key"));
  }

  /** The host's own means to know who asks: here a header. */
  private void serve(Stint stint, Admission admission) throws Exception {
    RequestServlet servlet =
        new RequestServlet(
            stint::as,
            request ->
                Optional.ofNullable(request.getHeader("User"))
                    .filter("shop"::equals)
                    .map(Principal::of),
            admission);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/tasks");
    server.setHandler(context);
    server.start();
  }

  private HttpResponse<String> post(String user, String body) throws Exception {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/tasks"))
                .header("User", user)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
