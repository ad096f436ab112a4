package dev.stint.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stint.application.api.Request;
import dev.stint.application.api.operate.Schedule;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one can look at, asked for over HTTP. */
class ApiReadTest {

  private final ApiSite site = new ApiSite();

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  private TaskId task(Request<?> request) {
    return site.root().tasks().request(request).id();
  }

  private TaskId mail() {
    return task(ApiSite.MAIL.with("x").owner("ann"));
  }

  private List<String> ids(String query) throws Exception {
    return ids(site.get("/tasks" + query).json());
  }

  private static List<String> ids(JsonNode page) {
    return page.path("tasks").findValuesAsText("id");
  }

  @Test
  void each_filter_leaves_what_it_says() throws Exception {
    String mail = mail().toString();
    String print =
        task(ApiSite.PRINT
                .with("y")
                .queue("a/b")
                .owner("bob")
                .named("Print it")
                .dueIn(Duration.ofHours(1))
                .priority(5)
                .paused())
            .toString();

    assertThat(ids("")).containsExactly(print, mail);
    assertThat(ids("?order=OLDEST")).containsExactly(mail, print);
    assertThat(ids("?order=PRIORITY")).containsExactly(print, mail);
    assertThat(ids("?status=PAUSED")).containsExactly(print);
    assertThat(ids("?status=PAUSED&status=PENDING")).containsExactly(print, mail);
    assertThat(ids("?type=host.mail")).containsExactly(mail);
    assertThat(ids("?queue=a%2Fb")).containsExactly(print);
    assertThat(ids("?owner=ann")).containsExactly(mail);
    assertThat(ids("?name=PRINT")).containsExactly(print);
    assertThat(ids("?within=PT5M&hideSucceeded=true")).containsExactly(print, mail);
    assertThat(ids("?dueFrom=2026-11-21T00:30:00Z")).containsExactly(print);
    assertThat(ids("?dueUntil=2026-11-21T01:30:00%2B01:00")).containsExactly(mail);
    assertThat(ids("?requestedUntil=2026-11-21T00:00:00Z")).isEmpty();
    assertThat(ids("?requestedFrom=2026-11-21T00:00:00Z&limit=1")).containsExactly(print);
    assertThat(ids("?finishedFrom=2026-11-21T00:00:00Z")).isEmpty();
    assertThat(ids("?finishedUntil=2027-11-21T00:00:00Z")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NEWEST", "OLDEST", "DUE", "PRIORITY"})
  void pages_follow_one_another_without_a_gap_and_without_a_repeat(String order) throws Exception {
    IntStream.range(0, 25).forEach(i -> task(ApiSite.MAIL.with("x").priority(i % 3)));
    List<String> walked = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = site.get("/tasks?limit=7&order=" + order + after).json();
      assertThat(page.path("tasks").size()).isLessThanOrEqualTo(7);
      walked.addAll(ids(page));
      after = page.has("next") ? "&after=" + page.path("next").asText() : "";
    } while (!after.isEmpty());

    assertThat(walked).hasSize(25).doesNotHaveDuplicates();
    assertThat(walked).isEqualTo(ids("?order=" + order));
  }

  @Test
  void a_task_is_told_with_its_arguments_as_they_were_written_and_what_it_waits_for()
      throws Exception {
    TaskId other = mail();
    TaskId task =
        task(
            ApiSite.MAIL
                .with("\u202e<script>")
                .key("k")
                .serialKey("s")
                .after(Await.milestone(other, "half")));

    JsonNode json = site.get("/tasks/" + task).json();

    assertThat(json.path("id").asText()).isEqualTo(task.toString());
    assertThat(json.path("status").asText()).isEqualTo("BLOCKED");
    assertThat(json.path("arguments").asText()).isEqualTo("\u202e<script>");
    assertThat(json.path("blocked").path("task").asText()).isEqualTo(other.toString());
    assertThat(json.path("blocked").path("milestone").asText()).isEqualTo("half");
    assertThat(json.path("key").asText()).isEqualTo("k");
    assertThat(json.path("serialKey").asText()).isEqualTo("s");
    assertThat(json.path("requestedAt").asText()).isEqualTo("2026-11-21T00:00:00Z");
    for (String part : List.of("history", "messages", "set-aside")) {
      JsonNode list = site.get("/tasks/" + task + "/" + part).json();
      assertThat(list.path("more").asBoolean(true)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/history", "/messages", "/set-aside"})
  void a_task_that_may_not_be_seen_is_answered_as_one_that_is_not_there(String part)
      throws Exception {
    var ann = ApiSite.as("ann", ApiRole.ADMINISTER);
    TaskId bobs = task(ApiSite.MAIL.with("x").owner("bob"));

    ApiSite.Reply foreign = site.send("/tasks/" + bobs + part, ann);
    ApiSite.Reply none = site.send("/tasks/" + CannedPorts.random() + part, ann);
    ApiSite.Reply nonsense = site.send("/tasks/nonsense" + part, ann);

    assertThat(List.of(foreign, none, nonsense))
        .allMatch(r -> r.status() == 404)
        .extracting(r -> r.http().body())
        .containsOnly(foreign.http().body());
    assertThat(foreign.detail()).isEqualTo("there is no such task");
    assertThat(ids(site.send("/tasks", ann).json())).isEmpty();
    assertThat(ids(site.send("/tasks?owner=bob", ann).json())).isEmpty();
  }

  @Test
  void queues_and_types_tell_what_waits_in_them_and_whether_they_are_held() throws Exception {
    mail();
    task(ApiSite.PRINT.with("x").queue("slow"));
    site.post("/queues/pause", "{\"name\":\"slow\"}");
    site.post("/types/limit", "{\"name\":\"host.mail\",\"limit\":3}");

    JsonNode queues = site.get("/queues").json().path("queues");
    assertThat(queues.findValuesAsText("name")).containsExactly("default", "slow");
    assertThat(queues.get(1).path("paused").asBoolean()).isTrue();
    assertThat(queues.get(1).path("ready").asLong()).isEqualTo(1);
    assertThat(queues.get(1).path("oldestDueAt").asText()).isEqualTo("2026-11-21T00:00:00Z");
    JsonNode type = site.get("/types").json().path("types").get(0);
    assertThat(type.path("name").asText()).isEqualTo("host.mail");
    assertThat(type.path("limit").asInt()).isEqualTo(3);
    assertThat(type.path("ready").asLong()).isEqualTo(1);
    JsonNode anns = site.send("/types", ApiSite.as("ann", ApiRole.READ)).json().path("types");
    assertThat(anns).hasSize(3);
    assertThat(anns.findValues("ready")).isEmpty();
  }

  @Test
  void figures_tell_counts_depths_workers_findings_and_health() throws Exception {
    mail();

    assertThat(site.get("/counts").json().path("counts").get(0).path("tasks").asInt()).isEqualTo(1);
    assertThat(site.get("/depths").json().path("depths").get(0).path("ready").asInt()).isEqualTo(1);
    assertThat(site.get("/workers").json().path("workers")).isEmpty();
    assertThat(site.get("/monitor").json().path("unclaimed").get(0).asText())
        .isEqualTo("host.mail");
    assertThat(site.get("/health").json().path("now").asText()).isEqualTo("2026-11-21T00:00:00Z");
  }

  @Test
  void a_schedule_is_told_with_its_next_five_moments() throws Exception {
    site.host()
        .schedules()
        .put(Schedule.cron("a/b c", "0 3 * * *", ZoneOffset.UTC, ApiSite.MAIL.with("x")));

    JsonNode schedule = site.get("/schedules").json().path("schedules").get(0);
    assertThat(schedule.path("name").asText()).isEqualTo("a/b c");
    assertThat(schedule.path("next")).hasSize(5);
    assertThat(schedule.path("next").get(0).asText()).isEqualTo("2026-11-21T03:00:00Z");
    site.host().schedules().pause(new ScheduleName("a/b c"));
    assertThat(site.get("/schedules").json().path("schedules").get(0).path("next")).isEmpty();
  }

  @Test
  void lists_end_where_they_are_asked_to() throws Exception {
    for (String queue : List.of("a", "b", "c")) {
      task(ApiSite.MAIL.with("x").queue(queue));
    }
    HashSet<String> walked = new HashSet<>();
    for (int skip = 0; skip < 3; skip++) {
      JsonNode part = site.get("/queues?limit=1&skip=" + skip).json();
      assertThat(part.path("more").asBoolean()).isEqualTo(skip < 2);
      walked.addAll(part.findValuesAsText("name"));
    }
    assertThat(walked).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(site.get("/queues?skip=9").json().path("queues")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /tasks?colour=red   | there is no parameter 'colour'; there are status, hideSucceeded,
          /tasks?limit=0      | the parameter 'limit' is a whole number from 1 to 1000, not '0'
          /tasks?limit=1001   | the parameter 'limit' is a whole number from 1 to 1000, not '1001'
          /tasks?limit=99999999999999999999 | the parameter 'limit' is a whole number
          /tasks?limit=1&limit=2 | the parameter 'limit' can be given once
          /tasks?status=running  | the parameter 'status' is one of PENDING, BLOCKED,
          /tasks?order=UP     | the parameter 'order' is one of NEWEST, OLDEST, DUE, FINISHED or PRIORITY
          /tasks?within=5m    | the parameter 'within' is a duration like PT5M or P30D, not '5m'
          /tasks?within=-PT5M | the parameter 'within': the time of a search PT-5M is negative
          /tasks?dueFrom=today | the parameter 'dueFrom' is a time like 2026-01-31T12:00:00Z, not 'today'
          /tasks?dueFrom=2026-01-02T00:00:00Z&dueUntil=2026-01-01T00:00:00Z | the parameters 'dueFrom' and 'dueUntil': a range of time goes forward
          /tasks?after=nonsense | the parameter 'after': not a task id
          /tasks?order=DUE&after=0193e1a4-0000-7000-8000-000000000001 | the parameter 'after': '0193e1a4
          /tasks?type=        | the parameter 'type': task type must not be blank
          /tasks?hideSucceeded=yes | the parameter 'hideSucceeded' is true or false, not 'yes'
          /health?deep=true   | there is no parameter 'deep'; there are none here
          """)
  void what_cannot_be_meant_is_refused_by_name(String path, String sentence) throws Exception {
    ApiSite.Reply reply = site.get(path);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.detail()).startsWith(sentence);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void head_is_answered_as_get_without_the_document() throws Exception {
    ApiSite.Reply get = site.get("/tasks");
    ApiSite.Reply head = site.send("/tasks", r -> r.method("HEAD", BodyPublishers.noBody()));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.http().body()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(get.http().body().length()));
    assertThat(get.header("Cache-Control")).isEqualTo("no-store");
    assertThat(get.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /tasks       | PUT    | GET, HEAD, POST, OPTIONS
          /health      | POST   | GET, HEAD, OPTIONS
          /tasks/1/pause | GET  | POST, OPTIONS
          /tasks/1     | DELETE | GET, HEAD, OPTIONS
          /tasks       | BREW   | GET, HEAD, POST, OPTIONS
          """)
  void another_method_is_405_with_those_there_are(String path, String method, String allow)
      throws Exception {
    ApiSite.Reply reply = site.send(path, r -> r.method(method, BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo(allow);
    ApiSite.Reply options = site.send(path, r -> r.method("OPTIONS", BodyPublishers.noBody()));
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/task", "/tasks/", "/tasks/1/2/3", "/openapi"})
  void another_path_is_404(String path) throws Exception {
    assertThat(site.get(path).status()).isEqualTo(404);
    assertThat(site.send(path, ApiSite.as("nobody", ApiRole.READ)).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json                   | 200
          APPLICATION/JSON; charset=utf-8    | 200
          text/html, */*;q=0.1               | 200
          application/*                      | 200
          text/html                          | 406
          application/json;q=0, */*          | 406
          application/problem+json           | 406
          nonsense                           | 406
          """)
  void who_takes_no_json_is_told_so(String accept, int status) throws Exception {
    assertThat(site.send("/tasks", r -> r.setHeader("Accept", accept)).status()).isEqualTo(status);
  }

  /** Ordinary clients send no such line. */
  @ParameterizedTest
  @ValueSource(strings = {"limit=%zz", "limit=%", "%u0041=1", "%"})
  void parameters_that_are_not_well_formed_are_400(String query) throws Exception {
    URI uri = site.uri("/tasks");
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String call =
          "GET %s?%s HTTP/1.1\r\nHost: here\r\nUser: root\r\nRole: READ\r\nConnection: close\r\n\r\n"
              .formatted(uri.getPath(), query);
      socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith("a % stands alone\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trouble", "error"})
  void trouble_of_the_host_is_told_in_the_log_only(String user) throws Exception {
    ApiSite.Reply reply = site.send("/tasks", ApiSite.as(user, ApiRole.READ));

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.detail()).isEqualTo("internal error; see the server's log");
  }
}
