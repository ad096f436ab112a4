package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stint web}: served, asked over HTTP, stopped by a signal. */
class WebTest {

  private static final Pattern SERVING =
      Pattern.compile("serving (http://127\\.0\\.0\\.1:\\d+/api/v1) to this machine.*");
  private static final Pattern TOKEN = Pattern.compile(".*(Bearer [\\w-]{43})");

  private static final Pattern PAGE =
      Pattern.compile("open in a browser +http://127\\.0\\.0\\.1:\\d+/#sign-in=([\\w-]{43})");

  @TempDir Path dir;

  private final HttpClient client = HttpClient.newHttpClient();

  private WorkerProcess stint(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", "jdbc:sqlite:" + dir.resolve("web.db")));
    return WorkerProcess.startMain("dev.stint.command.Main", dir, all.toArray(String[]::new));
  }

  private static String awaited(WorkerProcess web, Pattern said) {
    WorkerProcess.await(
        said + " from " + web.said(),
        () -> {
          assertThat(web.ended()).as("ended by itself: %s", web.said()).isFalse();
          return web.said().stream().anyMatch(said.asMatchPredicate());
        });
    return web.said().stream()
        .map(said::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String token) throws Exception {
    return client.send(
        request.header("Authorization", token).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder call(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  private static HttpRequest.Builder posted(String url, String body) {
    return call(url)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  @Test
  void whoever_has_the_token_requests_sees_and_cancels_until_a_signal_comes() throws Exception {
    try (WorkerProcess web =
        stint("web", "--port", "0", "--role", "operate", "--requests", "http.call")) {
      String api = awaited(web, SERVING);
      String token = awaited(web, TOKEN);
      assertThat("Bearer " + awaited(web, PAGE)).isEqualTo(token);

      HttpResponse<String> stored =
          send(
              posted(
                  api + "/tasks",
                  "{\"type\": \"http.call\", \"arguments\": {\"url\": \"http://example.com/\"}}"),
              token);
      assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
      assertThat(send(posted(api + "/tasks", "{\"type\": \"shell.exec\"}"), token).statusCode())
          .isIn(400, 403);
      HttpResponse<String> listed = send(call(api + "/tasks?type=http.call"), token);
      assertThat(listed.body()).contains("\"id\"");
      String id = listed.body().replaceFirst("(?s).*?\"id\": ?\"([-0-9a-f]{36})\".*", "$1");
      assertThat(send(posted(api + "/tasks/" + id + "/cancel", "{}"), token).statusCode())
          .isEqualTo(200);
      assertThat(send(call(api + "/tasks/" + id + "/events"), token).body())
          .contains("event: state", "CANCELLED", "event: end");
      assertThat(send(posted(api + "/tasks/" + id + "/remove", "{}"), token).statusCode())
          .isEqualTo(403);
      assertThat(send(call(api + "/tasks"), token + "x").statusCode()).isEqualTo(401);
      assertThat(send(call(api + "/tasks"), "Bearer ").statusCode()).isEqualTo(401);

      web.signal("TERM");
      assertThat(web.exit()).as("%s", web.said()).isZero();
    }
  }

  @Test
  void live_events_end_when_it_is_stopped() throws Exception {
    try (WorkerProcess web = stint("web", "--port", "0", "--role", "operate")) {
      String api = awaited(web, SERVING);
      HttpRequest events =
          call(api + "/events").header("Authorization", awaited(web, TOKEN)).build();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  client.send(events, HttpResponse.BodyHandlers.ofInputStream()).body(),
                  StandardCharsets.UTF_8))) {
        String line = reader.readLine();
        while (!line.equals("event: figures")) {
          line = reader.readLine();
        }
        web.signal("TERM");
        assertThat(web.exit()).as("%s", web.said()).isZero();
        assertThat(reader.lines().toList()).doesNotContain("event: trouble");
      }
    }
  }

  @Test
  void a_port_that_is_taken_is_one_sentence() throws Exception {
    try (WorkerProcess migrate = stint("migrate")) {
      assertThat(migrate.exit()).isZero();
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WorkerProcess web = stint("web", "--port", String.valueOf(taken.getLocalPort()))) {
      assertThat(web.exit()).as("%s", web.said()).isEqualTo(3);
      // JDKs tell of what libraries do first.
      assertThat(web.said())
          .last()
          .isEqualTo(
              "stint: cannot listen on port %d of this machine; choose another with --port"
                  .formatted(taken.getLocalPort()));
    }
  }
}
