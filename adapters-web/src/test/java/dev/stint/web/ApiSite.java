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
import dev.stint.application.registers.GateRegister;
import dev.stint.application.registers.ScheduleRegister;
import dev.stint.application.service.AccessService;
import dev.stint.application.service.AskParts;
import dev.stint.application.service.AskService;
import dev.stint.application.service.CleanService;
import dev.stint.application.service.NewTasks;
import dev.stint.application.service.QueueService;
import dev.stint.application.service.ReadService;
import dev.stint.application.service.RequestService;
import dev.stint.application.service.ScheduleService;
import dev.stint.application.service.SteerService;
import dev.stint.application.service.Types;
import dev.stint.application.service.UniqueRequests;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.web.events.Beat;
import dev.stint.web.events.EventStreams;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A host with the API on a real server, whose tasks are in memory. Callers say who they are by the
 * header {@code User} (root sees and steers everything, dev sees everything) and what they may do
 * by {@code Role}.
 */
public final class ApiSite implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  public static final TaskType<String> MAIL = TaskType.of("host.mail", String.class);
  static final TaskType<String> PRINT = TaskType.of("host.print", String.class);
  static final TaskType<String> SECRET = TaskType.of("host.secret", String.class);
  static final Masks MASKS = Masks.NONE.with("host.secret", "password", "Token");
  static final int MAX_BODY = 3_000;
  static final int MOST_STREAMS = 30;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer as its caller sees it. */
  record Reply(int status, JsonNode json, HttpResponse<String> http) {

    boolean isEvents() {
      return header("Content-Type").equals(ApiAnswer.EVENTS);
    }

    /** Those of a stream that has ended. */
    List<Event> events() throws IOException {
      return Event.read(http.body());
    }

    String detail() {
      return json.path("detail").asText();
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final AtomicReference<RuntimeException> trouble = new AtomicReference<>();
  private final AtomicLong waited = new AtomicLong();
  private final Stores stores = TroubledPorts.of(InMemoryStores.create(() -> NOW), this::troubled);
  private final JsonCodec codec = new JsonCodec();
  private final Types types = new Types(List.of(defined(MAIL), defined(PRINT), defined(SECRET)));
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final HttpClient client = HttpClient.newHttpClient();
  private final ApiPorts ports;
  private final AtomicLong nanos = new AtomicLong();
  private final EventStreams streams =
      new EventStreams(
          MOST_STREAMS,
          nanos::get,
          new Beat() {
            @Override
            public void begin(Runnable tick) {
              // The test ticks.
            }

            @Override
            public void end() {}
          });

  public ApiSite() {
    this(ports -> ports);
  }

  ApiSite(UnaryOperator<ApiPorts> change) {
    this(change, true);
  }

  /**
   * @param change what is done to the ports
   * @param async whether the servlet may answer asynchronously
   */
  ApiSite(UnaryOperator<ApiPorts> change, boolean async) {
    ports = change.apply(ports());
    ApiAccess access =
        ApiAccess.readOnly(ApiSite::caller)
            .roles(who -> ROLE.get())
            .requests(Admission.of("host.mail", "host.print").maxBody(MAX_BODY))
            .origins(Set.of("https://ops.example.com"))
            .masks(MASKS);
    ServletContextHandler context = new ServletContextHandler();
    ServletHolder holder = new ServletHolder(new ApiServlet(ports, access, streams));
    holder.setAsyncSupported(async);
    context.addServlet(holder, "/stint/*");
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the call that this thread serves. */
  private static final ThreadLocal<ApiRole> ROLE = ThreadLocal.withInitial(() -> ApiRole.READ);

  private static Optional<Principal> caller(HttpServletRequest request) {
    ROLE.set(ApiRole.valueOf(request.getHeader("Role")));
    String name = request.getHeader("User");
    return switch (name) {
      case "nobody" -> Optional.empty();
      case "trouble" -> throw new IllegalStateException("the password is swordfish");
      case "error" -> throw new LinkageError("a class of the host's is missing");
      case "root" -> Optional.of(Principal.of(name, Principal.Role.ADMINISTRATOR));
      case "dev" -> Optional.of(Principal.of(name, Principal.Role.DEVELOPER));
      default -> Optional.of(Principal.of(name));
    };
  }

  private ApiPorts ports() {
    Config config = Config.DEFAULT.requestLimit(LIMIT);
    NewTasks newTasks = new NewTasks(types, codec, config);
    RequestService plain =
        new RequestService(
            stores.requests(),
            Wakeups.NONE,
            newTasks,
            config,
            () -> System.nanoTime() + waited.get());
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
    TasksAs all =
        new TasksAs(
            new UniqueRequests(plain, ask, steer),
            ask,
            steer,
            new ReadService(types, codec),
            new CleanService(stores, types, codec, Config.DEFAULT));
    return new ApiPorts(
        new AccessService(AccessPolicy.BY_ROLE, all, plain)::as,
        new ScheduleService(
            new ScheduleRegister(stores.registers(), codec), newTasks, stores, Wakeups.NONE),
        new QueueService(new GateRegister(stores.registers(), codec)));
  }

  private static TaskDefinition<String> defined(TaskType<String> type) {
    return TaskDefinition.of(type, (arguments, context) -> StepOutcome.done());
  }

  /** Each answer of a store in trouble comes when nobody may wait longer. */
  private Optional<RuntimeException> troubled() {
    Optional<RuntimeException> error = Optional.ofNullable(trouble.get());
    error.ifPresent(e -> waited.addAndGet(LIMIT.toNanos()));
    return error;
  }

  /** From now on the store answers by this, and nothing else. */
  void trouble(RuntimeException error) {
    trouble.set(error);
  }

  /** What the servlet has. */
  public ApiPorts host() {
    return ports;
  }

  /** The ports of somebody who may do everything. */
  public TasksAs root() {
    return ports.tasks().apply(Principal.of("root", Principal.Role.ADMINISTRATOR));
  }

  URI uri(String path) {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return URI.create("http://127.0.0.1:" + port + "/stint/api/v1" + path);
  }

  /** By root. */
  Reply get(String path) throws Exception {
    return send(path, request -> request);
  }

  /** By root, who may do everything. */
  Reply post(String path, String body) throws Exception {
    return send(path, posting(body));
  }

  static UnaryOperator<HttpRequest.Builder> posting(String body) {
    return request ->
        request
            .POST(BodyPublishers.ofString(body))
            .setHeader("Content-Type", "application/json")
            .setHeader("Role", "ADMINISTER");
  }

  static UnaryOperator<HttpRequest.Builder> as(String user, ApiRole role) {
    return request -> request.setHeader("User", user).setHeader("Role", role.name());
  }

  EventStreams streams() {
    return streams;
  }

  /** So much later the streams look again. */
  void tick(Duration later) {
    nanos.addAndGet(later.toNanos());
    streams.tick();
  }

  /** A stream is looked at once, and ended. */
  private HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo answer) {
    if (answer.headers().firstValue("Content-Type").orElse("").equals(ApiAnswer.EVENTS)) {
      streams.tick();
      streams.endAll();
    }
    return HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  /** Live events that stay open. */
  @SafeVarargs
  final EventReader watch(String path, UnaryOperator<HttpRequest.Builder>... changes)
      throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request(path, changes), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException("answered " + answer.statusCode());
    }
    return new EventReader(answer.body());
  }

  @SafeVarargs
  final Reply send(String path, UnaryOperator<HttpRequest.Builder>... changes) throws Exception {
    HttpResponse<String> answer = client.send(request(path, changes), this::body);
    boolean events =
        answer.headers().firstValue("Content-Type").equals(Optional.of(ApiAnswer.EVENTS));
    return new Reply(answer.statusCode(), json(events ? "" : answer.body()), answer);
  }

  @SafeVarargs
  private HttpRequest request(String path, UnaryOperator<HttpRequest.Builder>... changes) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(60))
            .setHeader("User", "root")
            .setHeader("Role", "READ");
    for (UnaryOperator<HttpRequest.Builder> change : changes) {
      request = change.apply(request);
    }
    return request.build();
  }

  static JsonNode json(String text) throws IOException {
    return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
  }

  /** Takes the servlet away from a server that goes on. */
  void undeploy() throws Exception {
    server.getHandler().stop();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
