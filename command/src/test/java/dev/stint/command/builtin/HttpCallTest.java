package dev.stint.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a server of the test's own that answers what its path says. */
class HttpCallTest {

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  private final AtomicInteger called = new AtomicInteger();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Set<String> headers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean stopped = new AtomicBoolean();

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          called.incrementAndGet();
          String path = exchange.getRequestURI().getPath().substring(1);
          seen.add(exchange.getRequestMethod() + " /" + path);
          exchange.getRequestHeaders().keySet().forEach(headers::add);
          if (path.equals("endless")) {
            endless(exchange);
            return;
          }
          if (path.startsWith("to-")) {
            exchange.getResponseHeaders().add("Location", path.substring(3).replace('!', '/'));
          }
          if (path.equals("round")) {
            exchange.getResponseHeaders().add("Location", "/round");
          }
          int status =
              path.startsWith("to-") || path.equals("round") ? 302 : Integer.parseInt(path);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.setExecutor(r -> new Thread(r).start());
    server.start();
  }

  private void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] more = "more ".repeat(200).getBytes(StandardCharsets.UTF_8);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!stopped.get()) {
        body.write(more);
      }
    }
  }

  private String url(String path) {
    return "http://%s:%d/%s"
        .formatted(
            server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort(), path);
  }

  @Test
  void an_endless_answer_is_cut() {
    TaskRow row = call(url("endless"));

    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(row.result().text()).contains("more more").hasSizeBetween(10_000, 10_200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:%d/200", "http://localhost:%d/200", "http://2130706433:%d/200"})
  void an_internal_address_is_not_called_unless_it_is_allowed(String form) {
    TaskRow row = call(form.formatted(server.getAddress().getPort()), HostRules.PUBLIC);

    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(row.standing().run().failure().orElseThrow().message())
        .contains("an internal address; allow it by --http-allow");
    assertThat(called).hasValue(0);
  }

  @Test
  void a_redirect_is_followed_only_where_a_call_would_be_allowed() {
    int port = server.getAddress().getPort();
    assertThat(call(url("to-200")).standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(called).hasValue(2);

    TaskRow row = call(url("to-http:!!localhost:" + port + "!200"));

    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(row.standing().run().failure().orElseThrow().message())
        .isEqualTo("http.call may not call localhost; see --http-allow");
    assertThat(called).hasValue(3);
  }

  /**
   * Neither files, nor mail, nor what looks like none of them: it ends where the answer says so.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:!!!etc!passwd",
        "jar:file:!!!x.jar!!!y",
        "ftp:!!127.0.0.1!x",
        "mailto:me@example.org",
        "javascript:alert",
        "http:",
        "http:!!",
        "http:!!a b!",
        "http:!!%zz!"
      })
  void a_redirect_that_leads_to_no_web_address_is_not_followed(String location) {
    TaskRow row = call(url(to(location)));

    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(row.standing().run().failure().orElseThrow().message()).endsWith(" answered 302");
    assertThat(seen).hasSize(1);
  }

  @Test
  void redirects_that_do_not_end_are_followed_five_times() {
    TaskRow row = call(url("round"));

    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(row.standing().run().failure().orElseThrow().message())
        .endsWith("/round redirects too often");
    assertThat(seen).hasSize(6);
  }

  /** From an address that is allowed to one that only its name hides. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "2130706433", "[::1]", "169.254.169.254", "0.0.0.0"})
  void a_redirect_to_an_internal_address_is_refused(String host) {
    TaskRow row = call(url(to("http:!!" + host + ":1!200")), only(server.getAddress()));

    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(row.standing().run().failure().orElseThrow().message())
        .startsWith("http.call may not call ");
    assertThat(seen).hasSize(1);
  }

  private static String to(String location) {
    return "to-" + URLEncoder.encode(location, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static HostRules only(InetSocketAddress allowed) {
    return new HostRules(List.of(allowed.getAddress().getHostAddress()));
  }

  @ParameterizedTest
  @CsvSource({"POST, ''", "PUT, text", "DELETE, ''", "GET, text"})
  void what_sends_something_is_not_redirected(String method, String body) {
    HttpCall call =
        new HttpCall(
            url("to-200"), Optional.of(method), Optional.of(body).filter(text -> !text.isEmpty()));

    TaskRow row = call(call, only(server.getAddress()));

    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(row.standing().run().failure().orElseThrow().message()).endsWith(" answered 302");
    assertThat(seen).containsExactly(method + " /to-200");
  }

  @Test
  void a_redirect_with_a_password_takes_nothing_along() {
    int port = server.getAddress().getPort();

    TaskRow row = call(url("to-http:!!me:secret@127.0.0.1:" + port + "!404"));

    assertThat(row.standing().run().failure().orElseThrow().message())
        .endsWith("/404 answered 404")
        .doesNotContain("secret");
    assertThat(seen)
        .containsExactly("GET /to-http:!!me:secret@127.0.0.1:" + port + "!404", "GET /404");
    assertThat(headers).doesNotContain("Authorization", "Cookie");
  }

  @AfterEach
  void stop() {
    stopped.set(true);
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "200, SUCCEEDED",
    "204, SUCCEEDED",
    "400, FAILED",
    "404, FAILED",
    "408, RETRYING",
    "429, RETRYING",
    "500, RETRYING",
    "503, RETRYING"
  })
  void the_class_of_the_status_decides(int answer, TaskStatus becomes) {
    String url =
        "http://%s:%d/%d"
            .formatted(
                server.getAddress().getAddress().getHostAddress(),
                server.getAddress().getPort(),
                answer);

    assertThat(call(url).standing().run().status()).isEqualTo(becomes);
  }

  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:1/, RETRYING", "no url, FAILED"})
  void who_cannot_be_reached_is_tried_again_and_nonsense_is_not(String url, TaskStatus becomes) {
    assertThat(call(url).standing().run().status()).isEqualTo(becomes);
  }

  /** A stint whose deadline was a minute ago. */
  private static ActionContext late(boolean yields) {
    Instant now = Instant.parse("2026-11-21T00:00:00Z");
    Map<String, Object> says =
        Map.of(
            "shouldYield",
            yields,
            "now",
            now,
            "deadline",
            now.minusSeconds(60),
            "task",
            new TaskId(UUID.randomUUID()));
    return (ActionContext)
        Proxy.newProxyInstance(
            ActionContext.class.getClassLoader(),
            new Class<?>[] {ActionContext.class},
            (proxy, method, arguments) -> says.get(method.getName()));
  }

  private String ok() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/200";
  }

  @Test
  void no_call_begins_when_its_time_is_up() throws Exception {
    HttpCall call = new HttpCall(ok(), Optional.empty(), Optional.empty());

    assertThat(new HttpCall.Call(new HostRules(List.of("127.0.0.1"))).execute(call, late(true)))
        .isEqualTo(StepOutcome.yielded());
    assertThat(new ShellExec.Exec().execute(new ShellExec(List.of("true")), late(true)))
        .isEqualTo(StepOutcome.yielded());
  }

  @Test
  void where_the_caller_waits_for_the_end_a_late_call_has_time() throws Exception {
    HttpCall call = new HttpCall(ok(), Optional.empty(), Optional.empty());

    assertThat(new HttpCall.Call(new HostRules(List.of("127.0.0.1"))).execute(call, late(false)))
        .isInstanceOf(StepOutcome.Done.class);
  }

  private static TaskRow call(String url) {
    return call(url, new HostRules(List.of("127.0.0.1")));
  }

  private static TaskRow call(String url, HostRules hosts) {
    return call(new HttpCall(url, Optional.empty(), Optional.empty()), hosts);
  }

  private static TaskRow call(HttpCall call, HostRules hosts) {
    InstantSource clock = InstantSource.system();
    Stores stores = InMemoryStores.create(clock);
    Stint stint =
        Stint.on(stores, new InMemoryMutexes(clock))
            .define(
                BuiltIn.definitions(
                    ImportTarget.NOWHERE, stores.queries(), new BuiltIn.Settings(0, false, hosts)))
            .build();
    var task = stint.tasks().request(BuiltIn.HTTP_CALL.with(call)).id();
    stint.batches().runBatch(Duration.ofSeconds(60));
    return stint.ask().find(task).orElseThrow();
  }
}
