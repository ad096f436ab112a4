package dev.stint.bootstrap.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.TaskRow;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a server of the test's own that answers what its path says. */
class HttpCallTest {

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
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
  void who_can_not_be_reached_is_tried_again_and_nonsense_is_not(String url, TaskStatus becomes) {
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

    assertThat(new HttpCall.Call().execute(call, late(true))).isEqualTo(StepOutcome.yielded());
    assertThat(new ShellExec.Exec(true).execute(new ShellExec(List.of("true")), late(true)))
        .isEqualTo(StepOutcome.yielded());
  }

  @Test
  void where_the_caller_waits_for_the_end_a_late_call_has_time() throws Exception {
    HttpCall call = new HttpCall(ok(), Optional.empty(), Optional.empty());

    assertThat(new HttpCall.Call().execute(call, late(false))).isInstanceOf(StepOutcome.Done.class);
  }

  private static TaskRow call(String url) {
    InstantSource clock = InstantSource.system();
    Stores stores = InMemoryStores.create(clock);
    Stint stint =
        Stint.on(stores, new InMemoryMutexes(clock))
            .define(
                TaskDefinition.of(BuiltIn.HTTP_CALL)
                    .then(ActionDefinition.<HttpCall>of("call", new HttpCall.Call())))
            .build();
    HttpCall call = new HttpCall(url, Optional.empty(), Optional.empty());
    var task = stint.tasks().request(BuiltIn.HTTP_CALL.with(call)).id();
    stint.batches().runBatch(Duration.ofSeconds(60));
    return stint.ask().find(task).orElseThrow();
  }
}
