package dev.stint.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.application.api.Config;
import dev.stint.application.api.Principal;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.service.AccessService;
import dev.stint.application.service.AskParts;
import dev.stint.application.service.AskService;
import dev.stint.application.service.CleanService;
import dev.stint.application.service.NewTasks;
import dev.stint.application.service.ReadService;
import dev.stint.application.service.RequestService;
import dev.stint.application.service.SteerService;
import dev.stint.application.service.Types;
import dev.stint.application.service.UniqueRequests;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Owner;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A host with the servlet on a real server, whose tasks are in memory. */
final class Site implements AutoCloseable {

  /** What the tests ask for. */
  record Greeting(String whom, int times) {
    Greeting {
      if (times < 0) {
        throw new IllegalArgumentException("nobody is greeted less than never");
      }
    }
  }

  static final TaskType<Greeting> GREET = TaskType.of("host.greet", Greeting.class);
  static final TaskType<Double> NUMBER = TaskType.of("host.number", Double.class);
  static final TaskType<String> TEXT = TaskType.of("host.text", String.class);
  static final TaskType<String> SECRET = TaskType.of("host.secret", String.class);
  static final Admission LETS =
      Admission.of("host.greet", "host.number", "host.text", "host.gone").maxBody(2_000);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer as its caller sees it. */
  record Reply(int status, JsonNode json, HttpResponse<String> http) {
    String error() {
      return json.path("error").asText();
    }
  }

  /** Owners see and request their own, but for guests, who request nothing. */
  private static final AccessPolicy POLICY =
      new AccessPolicy() {
        @Override
        public boolean allows(Principal who, Verb verb, TaskRow task) {
          return BY_ROLE.allows(who, verb, task);
        }

        @Override
        public boolean allowsRequest(Principal who, String type, Optional<Owner> owner) {
          return !who.name().value().equals("guest") && BY_ROLE.allowsRequest(who, type, owner);
        }

        @Override
        public boolean allowsFigures(Principal who) {
          return false;
        }
      };

  private final Stores stores = InMemoryStores.create(() -> Instant.parse("2026-11-21T00:00:00Z"));
  private final JsonCodec codec = new JsonCodec();
  private final Types types =
      new Types(List.of(defined(GREET), defined(NUMBER), defined(TEXT), defined(SECRET)));
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final HttpClient client = HttpClient.newHttpClient();

  Site() {
    this(all -> all);
  }

  /**
   * @param ports what is done to the ports of each caller
   */
  Site(UnaryOperator<TasksAs> ports) {
    RequestService plain = plain();
    TasksAs all = all(plain);
    AccessService access = new AccessService(POLICY, all, plain);
    RequestServlet servlet =
        new RequestServlet(who -> ports.apply(access.as(who)), Site::caller, LETS);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/tasks");
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private RequestService plain() {
    NewTasks newTasks = new NewTasks(types, codec, Config.DEFAULT);
    return new RequestService(
        stores.requests(), Wakeups.NONE, newTasks, Config.DEFAULT, System::nanoTime);
  }

  private TasksAs all(RequestService plain) {
    AskParts parts =
        new AskParts(
            types,
            codec,
            LinkRenderer.DEFAULT,
            NoticeRenderer.DEFAULT,
            System::nanoTime,
            nanos -> {},
            Runnable::run);
    AskService ask = new AskService(stores.queries(), parts);
    SteerService steer = new SteerService(stores, Config.DEFAULT, codec, types);
    return new TasksAs(
        new UniqueRequests(plain, ask, steer),
        ask,
        steer,
        new ReadService(types, codec),
        new CleanService(stores, types, codec, Config.DEFAULT));
  }

  private static <A> TaskDefinition<A> defined(TaskType<A> type) {
    return TaskDefinition.of(type, (arguments, context) -> StepOutcome.done());
  }

  /** The host's own means: here a header, and trouble when it is asked for. */
  private static Optional<Principal> caller(HttpServletRequest request) {
    String name = String.valueOf(request.getHeader("User"));
    return switch (name) {
      case "nobody" -> Optional.empty();
      case "error" -> throw new LinkageError("a class of the host's is missing");
      case "trouble" -> throw new IllegalStateException("the password is swordfish");
      default -> Optional.of(Principal.of(name));
    };
  }

  URI uri() {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return URI.create("http://127.0.0.1:" + port + "/tasks");
  }

  /** A POST by ann. */
  Reply post(String body) throws Exception {
    return send(HttpRequest.BodyPublishers.ofString(body), request -> request);
  }

  Reply send(HttpRequest.BodyPublisher body, UnaryOperator<HttpRequest.Builder> change)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri())
            .timeout(Duration.ofSeconds(20))
            .setHeader("User", "ann")
            .setHeader("Content-Type", "application/json")
            .POST(body);
    HttpResponse<String> answer =
        client.send(change.apply(request).build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(answer.statusCode(), json(answer.body()), answer);
  }

  private static JsonNode json(String text) throws IOException {
    return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
  }

  List<TaskRow> tasks() {
    return stores
        .queries()
        .list(
            new TaskFilter(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100_000));
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
