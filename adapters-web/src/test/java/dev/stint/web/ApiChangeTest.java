package dev.stint.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What one can change, asked for over HTTP, and what keeps others from it. */
class ApiChangeTest {

  private static final String MAIL = "{\"type\":\"host.mail\",\"arguments\":\"x\"}";

  private final ApiSite site = new ApiSite();
  private final Logger logger = (Logger) LoggerFactory.getLogger(AuditLine.LOGGER);
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage());
        }
      };

  @BeforeEach
  void listen() {
    appender.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(appender);
  }

  @AfterEach
  void close() throws Exception {
    logger.detachAppender(appender);
    site.close();
  }

  private TaskId mail() {
    return site.root().tasks().request(ApiSite.MAIL.with("x").owner("ann")).id();
  }

  private String status(TaskId task) {
    return site.root().ask().find(task).map(row -> row.status().name()).orElse("gone");
  }

  @Test
  void a_task_is_changed_only_as_it_was_seen() throws Exception {
    TaskId task = mail();
    String tag = site.get("/tasks/" + task).header("ETag");
    assertThat(tag).matches("\"[-0-9a-f]{36}\"").isEqualTo(tag(task));

    assertThat(ifMatch(task, "pause", "\"x\", " + tag)).isEqualTo(200);
    assertThat(ifMatch(task, "resume", tag)).isEqualTo(412);
    assertThat(status(task)).isEqualTo("PAUSED");
    assertThat(tag(task)).isNotEqualTo(tag);
    assertThat(ifMatch(task, "resume", "*")).isEqualTo(200);
    assertThat(tag(task)).isEqualTo(tag);
    site.post("/tasks/" + task + "/priority", "{\"priority\":9}");
    assertThat(ifMatch(task, "cancel", tag)).isEqualTo(412);
    assertThat(ifMatch(task, "restart", tag(task))).as("seen, and impossible").isEqualTo(409);
    assertThat(ifMatch(CannedPorts.random(), "cancel", tag)).isEqualTo(404);
    assertThat(status(task)).isEqualTo("PENDING");
  }

  private String tag(TaskId task) throws Exception {
    return site.get("/tasks/" + task).header("ETag");
  }

  private int ifMatch(TaskId task, String verb, String tag) throws Exception {
    return site.send(
            "/tasks/" + task + "/" + verb, ApiSite.posting("{}"), r -> r.setHeader("If-Match", tag))
        .status();
  }

  @Test
  void a_task_goes_where_it_is_steered() throws Exception {
    TaskId task = mail();
    String[] verbs = {"pause", "resume", "cancel", "restart"};
    String[] then = {"PAUSED", "PENDING", "CANCELLED", "PENDING"};
    for (int i = 0; i < verbs.length; i++) {
      ApiSite.Reply reply = site.post("/tasks/" + task + "/" + verbs[i], "");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().path("result").asText()).isEqualTo("DONE");
      assertThat(status(task)).isEqualTo(then[i]);
    }
    assertThat(site.post("/tasks/" + task + "/remove", "{}").status()).isEqualTo(200);
    assertThat(site.get("/tasks").json().path("tasks")).isEmpty();
  }

  @Test
  void items_set_aside_are_replayed_as_the_body_names_them() throws Exception {
    List<ReplayItems> asked = new ArrayList<>();
    try (ApiSite other = new ApiSite(ports -> replaying(ports, asked))) {
      String path =
          "/tasks/" + other.root().tasks().request(ApiSite.MAIL.with("x")).id() + "/replay";

      assertThat(other.post(path, "").json().path("words").asText()).isEqualTo("replayed");
      other.post(path, "{\"items\":[\"row 7\",\"row 9\"],\"action\":2}");

      assertThat(asked).extracting(ReplayItems::names).containsExactly(List.of(), ROWS);
      assertThat(asked.get(1).action()).hasValue(2);
      assertThat(other.post(path, "{\"items\":[]}").status()).isEqualTo(400);
      assertThat(other.post(path, "{\"action\":0}").status()).isEqualTo(400);
    }
    ApiSite.Reply refused = site.post("/tasks/" + mail() + "/replay", "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.detail()).isEqualTo("a task that is pending cannot be asked to replay");
  }

  @Test
  void a_task_goes_on_at_the_action_and_cursor_of_the_body() throws Exception {
    TaskId task = mail();
    String path = "/tasks/" + task + "/restart-at";

    ApiSite.Reply unknown = site.post(path, "{\"action\":\"sned\"}");
    assertThat(unknown.status()).isEqualTo(409);
    assertThat(unknown.detail()).startsWith("the task has no action 'sned'; its actions are 1 '");
    assertThat(site.post(path, "{}").status()).isEqualTo(400);
    assertThat(site.post(path, "{\"action\":[1,2]}").status()).isEqualTo(400);
    assertThat(site.post(path, "{\"action\":{}}").status()).isEqualTo(400);

    for (String cursor : List.of("\"row 7\"", "7", "{\"at\": \"7\"}", "[7, null]")) {
      ApiSite.Reply reply = site.post(path, "{\"action\":1,\"cursor\":" + cursor + "}");
      assertThat(reply.status()).as(reply.http().body()).isEqualTo(200);
      String stored = site.root().ask().find(task).orElseThrow().standing().run().cursor().text();
      assertThat(stored).isEqualTo(cursor.equals("\"row 7\"") ? "row 7" : cursor);
    }
    assertThat(site.root().ask().messages(task))
        .extracting(m -> m.message().text())
        .last()
        .asString()
        .startsWith("restarts at action 1 'host.mail' after [7, null] as ")
        .endsWith("; it stood at action 1 'host.mail' after {\"at\": \"7\"}, pending");
  }

  private static final List<String> ROWS = List.of("row 7", "row 9");

  private static ApiPorts replaying(ApiPorts ports, List<ReplayItems> asked) {
    return new ApiPorts(
        who -> {
          TasksAs real = ports.tasks().apply(who);
          SteerTasks steer = replaying(real.steer(), asked);
          return new TasksAs(real.tasks(), real.ask(), steer, real.read(), real.clean());
        },
        ports.schedules(),
        ports.queues());
  }

  private static SteerTasks replaying(SteerTasks real, List<ReplayItems> asked) {
    return (SteerTasks)
        Proxy.newProxyInstance(
            SteerTasks.class.getClassLoader(),
            new Class<?>[] {SteerTasks.class},
            (self, method, arguments) -> {
              if (method.getName().equals("replay")) {
                asked.add((ReplayItems) arguments[1]);
                return new SteerTasks.Steered((TaskId) arguments[0], SteerResult.DONE, "replayed");
              }
              return method.getName().equals("onlyIf") ? self : method.invoke(real, arguments);
            });
  }

  @Test
  void what_is_not_possible_as_a_task_stands_is_409_in_words() throws Exception {
    ApiSite.Reply reply = site.post("/tasks/" + mail() + "/resume", "{}");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.detail()).isEqualTo("a task that is pending cannot be asked to resume");
  }

  @Test
  void priority_and_options_change_what_they_say() throws Exception {
    TaskId task = mail();

    assertThat(site.post("/tasks/" + task + "/priority", "{\"priority\":-7}").status())
        .isEqualTo(200);
    assertThat(site.root().ask().find(task).orElseThrow().standing().spec().priority())
        .isEqualTo(-7);
    String options = "{\"retries\":3,\"retryWait\":\"PT1S\",\"retryMultiplier\":2,\"history\":0}";
    assertThat(site.post("/tasks/" + task + "/options", options).status()).isEqualTo(200);
    assertThat(site.post("/tasks/" + task + "/options", "{\"keep\":\"P1D\"}").status())
        .isEqualTo(200);
  }

  @Test
  void who_may_see_a_task_and_not_steer_it_is_told_so() throws Exception {
    ApiSite.Reply reply =
        site.send(
            "/tasks/" + mail() + "/cancel",
            ApiSite.posting("{}"),
            ApiSite.as("dev", ApiRole.ADMINISTER));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.detail()).isEqualTo("you may see this task, and not change it");
  }

  @Test
  void queues_and_types_are_paused_limited_and_let_go() throws Exception {
    for (String kind : List.of("queues", "types")) {
      String name = "{\"name\":\"a/b ü\"}";
      JsonNode paused = site.post("/" + kind + "/pause", name).json();
      assertThat(paused.path("name").asText()).isEqualTo("a/b ü");
      assertThat(paused.path("paused").asBoolean()).isTrue();
      JsonNode limited =
          site.post("/" + kind + "/limit", "{\"name\":\"a/b ü\",\"limit\":7}").json();
      assertThat(limited.path("limit").asInt()).isEqualTo(7);
      JsonNode resumed = site.post("/" + kind + "/resume", name).json();
      assertThat(resumed.path("paused").asBoolean(true)).isFalse();
      assertThat(resumed.path("limit").asInt()).isEqualTo(7);
      assertThat(site.post("/" + kind + "/limit", name).json().has("limit")).isFalse();
    }
    assertThat(site.host().queues().list()).isEmpty();
  }

  @Test
  void a_schedule_is_held_runs_now_and_is_forgotten() throws Exception {
    site.host().schedules().put(Schedule.every("s", Duration.ofHours(1), ApiSite.MAIL.with("x")));
    String name = "{\"name\":\"s\"}";

    assertThat(site.post("/schedules/pause", name).json().path("words").asText())
        .isEqualTo("paused");
    assertThat(site.host().schedules().list().get(0).paused()).isTrue();
    assertThat(site.post("/schedules/resume", name).status()).isEqualTo(200);
    ApiSite.Reply run = site.post("/schedules/run", name);
    assertThat(run.status()).isEqualTo(201);
    assertThat(status(TaskId.of(run.json().path("task").asText()))).isEqualTo("PENDING");
    assertThat(site.post("/schedules/remove", name).status()).isEqualTo(200);
    for (String verb : List.of("pause", "resume", "run", "remove")) {
      assertThat(site.post("/schedules/" + verb, name).status()).isEqualTo(404);
    }
  }

  @Test
  void a_request_says_all_that_a_task_can_be_given() throws Exception {
    ApiSite.Reply reply =
        site.post(
            "/tasks",
            """
            {"type": "host.mail", "arguments": "x", "name": "Mail", "owner": "ann", "queue": "q",
             "lane": "INTERACTIVE", "priority": 3, "dueAt": "2026-11-22T00:00:00Z",
             "serialKey": "s", "paused": true, "key": "k", "unique": "REJECT"}""");

    assertThat(reply.status()).isEqualTo(201);
    TaskRow row =
        site.root().ask().find(TaskId.of(reply.json().path("task").asText())).orElseThrow();
    JsonNode told = site.get("/tasks/" + row.id()).json();
    assertThat(told.path("name").asText()).isEqualTo("Mail");
    assertThat(told.path("owner").asText()).isEqualTo("ann");
    assertThat(told.path("queue").asText()).isEqualTo("q");
    assertThat(told.path("lane").asText()).isEqualTo("INTERACTIVE");
    assertThat(told.path("priority").asInt()).isEqualTo(3);
    assertThat(told.path("dueAt").asText()).isEqualTo("2026-11-22T00:00:00Z");
    assertThat(told.path("serialKey").asText()).isEqualTo("s");
    assertThat(told.path("key").asText()).isEqualTo("k");
    assertThat(told.path("status").asText()).isEqualTo("PAUSED");
  }

  @Test
  void a_call_sent_again_with_its_idempotency_key_answers_the_first_task_even_when_that_is_over()
      throws Exception {
    ApiSite.Reply first = keyed(MAIL, "\"abc\"");
    String task = first.json().path("task").asText();
    site.post("/tasks/" + task + "/cancel", "");

    ApiSite.Reply again = keyed(MAIL, "abc");
    ApiSite.Reply other = keyed(MAIL.replace("\"x\"", "\"y\""), "abc");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("task").asText()).isEqualTo(task);
    assertThat(other.status()).isEqualTo(422);
    assertThat(site.root().ask().counts()).hasSize(1);
    assertThat(keyed("{\"type\":\"host.mail\",\"arguments\":\"x\",\"key\":\"k\"}", "d").detail())
        .isEqualTo("say one of the Idempotency-Key and the fields 'key' and 'unique'");
    assertThat(keyed(MAIL, "x".repeat(201)).detail())
        .startsWith("the header 'Idempotency-Key': idempotency key has 201 characters");
    ApiSite.Reply bobs =
        site.send(
            "/tasks",
            ApiSite.posting(MAIL),
            r -> r.setHeader("Idempotency-Key", "abc"),
            ApiSite.as("bob", ApiRole.OPERATE));
    assertThat(bobs.status()).isEqualTo(201);
    assertThat(bobs.json().path("task").asText()).isNotEqualTo(task);
  }

  private ApiSite.Reply keyed(String body, String key) throws Exception {
    return site.send("/tasks", ApiSite.posting(body), r -> r.setHeader("Idempotency-Key", key));
  }

  @Test
  void types_off_the_list_unknown_ones_and_those_of_others_are_refused_alike() throws Exception {
    ApiSite.Reply secret = site.post("/tasks", MAIL.replace("host.mail", "host.secret"));
    ApiSite.Reply unknown = site.post("/tasks", MAIL.replace("host.mail", "host.none"));

    assertThat(List.of(secret, unknown))
        .allMatch(r -> r.status() == 403)
        .extracting(ApiSite.Reply::detail)
        .containsOnly("such a task cannot be requested here");
    ApiSite.Reply forBob =
        site.send(
            "/tasks",
            ApiSite.posting("{\"type\":\"host.mail\",\"arguments\":\"x\",\"owner\":\"bob\"}"),
            ApiSite.as("ann", ApiRole.OPERATE));
    assertThat(forBob.status()).isEqualTo(400);
    assertThat(site.root().ask().counts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /tasks | {"type":"host.mail","colour":1} | there is no field 'colour'; there are type,
          /tasks | {"arguments":"x"}               | the field 'type' is missing
          /tasks | {"type":7}                      | the field 'type' must be a string
          /tasks | {"type":"host.mail","arguments":{}} | host.mail:
          /tasks | []                              | the body must be a JSON object
          /tasks | {} {}                           | nothing may follow the JSON object
          /tasks | {"type":"a","type":"b"}         | the body is not JSON, or names a field twice
          /tasks | {"type":"host.mail","arguments":"x","priority":1.5} | the field 'priority' must be a whole number
          /tasks | {"type":"host.mail","arguments":"x","priority":2147483648} | the field 'priority' is a whole number from
          /tasks | {"type":"host.mail","arguments":"x","dueIn":"5s"} | the field 'dueIn' is a duration like
          /tasks | {"type":"host.mail","arguments":"x","dueIn":"-PT5S"} | the field 'dueIn': delay must not be negative
          /tasks | {"type":"host.mail","arguments":"x","dueIn":"PT1S","dueAt":"2026-11-22T00:00:00Z"} | say one of 'dueAt' and 'dueIn'
          /tasks | {"type":"host.mail","arguments":"x","unique":"REJECT"} | a request that is to be unique needs a key
          /tasks | {"type":"host.mail","arguments":"x","queue":""} | the field 'queue': queue must not be blank
          /queues/pause | {}                       | the field 'name' is missing
          /queues/pause | {"name":" "}             | the field 'name': queue must not be blank
          /queues/limit | {"name":"q","limit":0}   | the field 'limit' is a whole number from 1
          /tasks/0193e1a4-0000-7000-8000-000000000001/priority | {} | the field 'priority' is missing
          /tasks/0193e1a4-0000-7000-8000-000000000001/options | {} | say what to change
          /tasks/0193e1a4-0000-7000-8000-000000000001/options | {"retryWait":"PT1S"} | the fields 'retryWait' and 'retryMultiplier' need
          /tasks/0193e1a4-0000-7000-8000-000000000001/pause | {"why":"x"} | there is no field 'why'
          """)
  void what_cannot_be_meant_is_refused_by_name(String path, String body, String sentence)
      throws Exception {
    ApiSite.Reply reply = site.post(path, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.detail()).startsWith(sentence);
    assertThat(site.root().ask().counts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Origin         | https://evil.example.com | 403
          Origin         | null                     | 403
          Origin         | http://127.0.0.1         | 403
          Origin         | https://ops.example.com  | 200
          Sec-Fetch-Site | cross-site               | 403
          Sec-Fetch-Site | same-site                | 403
          Sec-Fetch-Site | same-origin              | 200
          Sec-Fetch-Site | none                     | 200
          Content-Type   | text/plain               | 415
          Content-Type   | application/x-www-form-urlencoded | 415
          Content-Type   | multipart/form-data      | 415
          Content-Type   | application/json; charset=bogus | 415
          Content-Encoding | gzip                   | 415
          Content-Encoding | identity               | 200
          If-Match       | "1"                      | 412
          """)
  void pages_of_others_change_nothing(String header, String value, int status) throws Exception {
    TaskId task = mail();
    ApiSite.Reply reply =
        site.send(
            "/tasks/" + task + "/pause", ApiSite.posting("{}"), r -> r.setHeader(header, value));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(status(task)).isEqualTo(status == 200 ? "PAUSED" : "PENDING");
  }

  /** A proxy that adds its own key would have the caller's one mean another task. */
  @Test
  void a_header_of_one_value_is_refused_if_it_is_sent_twice() throws Exception {
    ApiSite.Reply reply =
        site.send(
            "/tasks",
            ApiSite.posting("{\"type\":\"host.mail\",\"arguments\":\"x\"}"),
            r -> r.header("Idempotency-Key", "a").header("Idempotency-Key", "b"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.detail()).isEqualTo("the header 'Idempotency-Key' can be given once");
    assertThat(site.root().ask().counts()).isEmpty();
  }

  @Test
  void a_list_of_tags_may_come_in_several_lines() throws Exception {
    TaskId task = mail();
    String tag = site.get("/tasks/" + task).header("ETag");
    ApiSite.Reply reply =
        site.send(
            "/tasks/" + task + "/pause",
            ApiSite.posting("{}"),
            r -> r.header("If-Match", "\"another\"").header("If-Match", tag));

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void a_page_of_the_same_origin_may_change() throws Exception {
    TaskId task = mail();
    String own = site.uri("").toString().replaceFirst("/stint.*", "");

    assertThat(
            site.send(
                    "/tasks/" + task + "/pause",
                    ApiSite.posting("{}"),
                    r -> r.setHeader("Origin", own))
                .status())
        .isEqualTo(200);
  }

  @Test
  void a_body_that_is_too_long_is_413_whatever_its_length_was_said_to_be() throws Exception {
    String much = " ".repeat(ApiSite.MAX_BODY) + "{}";
    assertThat(site.post("/tasks", much).status()).isEqualTo(413);
    ApiSite.Reply streamed =
        site.send(
            "/tasks",
            ApiSite.posting(""),
            r -> r.POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(much))));
    assertThat(streamed.status()).isEqualTo(413);
  }

  @Test
  void each_wish_to_change_leaves_a_line_that_says_who_what_and_from_where() throws Exception {
    TaskId task = mail();
    site.get("/tasks");
    site.post("/tasks/" + task + "/priority", "{\"priority\":7}");
    site.post("/queues/pause", "{\"name\":\"q\\u0022 who=\\u0022root\"}");
    site.send("/tasks/" + task + "/cancel", ApiSite.posting("{}"), ApiSite.as("ann", ApiRole.READ));
    site.post("/queues/pause", "{\"name\":\"q\\nwho=root\\u001b[2J\\u202e\"}");

    String from = "from=\"127.0.0.1\" method=\"POST\" path=\"/api/v1";
    assertThat(lines)
        .containsExactly(
            "who=\"root\" role=\"ADMINISTER\" %s/tasks/%s/priority\" priority=\"7\" result=\"DONE\" status=200"
                .formatted(from, task),
            "who=\"root\" role=\"ADMINISTER\" %s/queues/pause\" name=\"q\\\" who=\\\"root\" status=200"
                .formatted(from),
            "who=\"ann\" role=\"READ\" %s/tasks/%s/cancel\" status=403".formatted(from, task),
            "who=\"root\" role=\"ADMINISTER\" %s/queues/pause\" name=\"q who=root\\\\u001B[2J\\\\u202E\" status=400"
                .formatted(from));
  }

  @ParameterizedTest
  @ValueSource(strings = {"READ", "OPERATE", "ADMINISTER"})
  void each_role_may_do_what_it_is_for(ApiRole role) throws Exception {
    for (String verb : List.of("pause", "remove")) {
      TaskId task = mail();
      ApiSite.Reply reply =
          site.send("/tasks/" + task + "/" + verb, ApiSite.posting("{}"), ApiSite.as("root", role));
      boolean may = role == ApiRole.ADMINISTER || (role == ApiRole.OPERATE && verb.equals("pause"));
      assertThat(reply.status()).isEqualTo(may ? 200 : 403);
    }
  }
}
