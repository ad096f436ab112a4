package dev.stint.command.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.jdbc.JdbcStores;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/web.md: its programs compile, and each of its calls is answered as it says, on SQLite. */
class WebDocTest {

  private static final Path PAGE = Path.of("../docs/web.md");
  private static final TaskType<String> MAIL = TaskType.of("orders.mail", String.class);
  private static final Pattern CALL =
      Pattern.compile("(?m)^curl (.*?) +# (\\d{3}) (\\{\"\\w+\"|retry: )");
  private static final Pattern WORD = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|'[^']*'|\\S+");

  @TempDir private Path dir;

  private final HttpClient client = HttpClient.newHttpClient();

  /** Each whole class of the page, under its name. */
  private List<Path> programs(String page) throws Exception {
    List<Path> written = new ArrayList<>();
    for (MatchResult block : found(Pattern.compile("(?s)```java\n(.*?)```"), page)) {
      for (MatchResult name : found(Pattern.compile("public final class (\\w+)"), block.group(1))) {
        written.add(Files.writeString(dir.resolve(name.group(1) + ".java"), block.group(1)));
      }
    }
    return written;
  }

  private static List<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  private Server started(String page, Stint stint) throws Exception {
    List<String> words = new ArrayList<>(List.of("-proc:none", "-d", dir.toString(), "-cp"));
    words.add(System.getProperty("java.class.path"));
    List<Path> programs = programs(page);
    assertThat(programs).hasSize(2);
    programs.forEach(file -> words.add(file.toString()));
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    assertThat(result).isZero();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {dir.toUri().toURL()}, WebDocTest.class.getClassLoader())) {
      return (Server)
          loader
              .loadClass("StintWeb")
              .getMethod("start", Stint.class, String.class, int.class)
              .invoke(null, stint, "s3cret", 0);
    }
  }

  @Test
  void each_call_is_answered_as_the_page_says() throws Exception {
    String page = Files.readString(PAGE);
    List<MatchResult> calls = found(CALL, page);
    assertThat(calls).hasSize(page.split("\ncurl ", -1).length - 1).hasSizeGreaterThan(20);
    try (JdbcStores database = JdbcStores.sqlite("jdbc:sqlite:" + dir.resolve("s.db")).migrate();
        Stint stint =
            Stint.on(database)
                .define(TaskDefinition.of(MAIL, (whom, context) -> StepOutcome.done()))
                .build()) {
      stint
          .schedules()
          .put(Schedule.cron("nightly", "0 3 * * *", ZoneOffset.UTC, MAIL.with("all")));
      TaskId task = stint.tasks().request(MAIL.with("ann").dueIn(Duration.ofHours(1))).id();
      Server server = started(page, stint);
      try {
        for (MatchResult call : calls) {
          HttpResponse<String> answer = call(call.group(1), server.getURI(), task);
          assertThat(answer.statusCode() + " " + answer.body().replaceFirst("^\\{\\s+", "{"))
              .as(call.group())
              .startsWith(call.group(2) + " " + call.group(3));
        }
      } finally {
        server.stop();
      }
      ended(stint, task);
    }
  }

  /** What the calls of the page left: one task for one key, and what was steered runs. */
  private static void ended(Stint stint, TaskId task) {
    var tasks = stint.ask().search(TaskSearch.ALL).tasks();
    assertThat(tasks).hasSize(4);
    stint.queues().resumeQueue(QueueName.DEFAULT);
    stint.batches().runBatch(Duration.ofSeconds(60));
    assertThat(stint.ask().status(task)).contains(TaskStatus.SUCCEEDED);
  }

  private HttpResponse<String> call(String line, URI server, TaskId task) throws Exception {
    String said =
        line.replace("$AUTH", "Authorization: Bearer s3cret")
            .replace("$JSON", "Content-Type: application/json")
            .replace("$API", server.resolve("/stint/api/v1").toString())
            .replace("$ID", task.toString());
    List<String> words = new ArrayList<>();
    for (MatchResult word : found(WORD, said)) {
      words.add(word.group().replaceAll("^[\"']|[\"']$", "").replace("\\\"", "\""));
    }
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(60));
    for (int i = 0; i < words.size(); i++) {
      String value = i + 1 < words.size() ? words.get(i + 1) : "";
      switch (words.get(i)) {
        case "-H" -> request.header(value.split(": ", 2)[0], value.split(": ", 2)[1]);
        case "-d" -> request.POST(BodyPublishers.ofString(value));
        case "-N" -> i--;
        case "-X" -> request.method(value, BodyPublishers.noBody());
        default -> {
          request.uri(URI.create(words.get(i)));
          i--;
        }
      }
      i++;
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
