package dev.stint.bootstrap.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.TaskRow;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.life.TaskStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
