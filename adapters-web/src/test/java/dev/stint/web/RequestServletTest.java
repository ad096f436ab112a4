package dev.stint.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StoreRefusedException;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer of the servlet, asked for over HTTP. */
class RequestServletTest {

  private static final String GREETING = "{\"whom\":\"bob\",\"times\":2}";
  private static final String HELLO = "{\"type\":\"host.greet\",\"arguments\":" + GREETING + "}";

  private Site site = new Site();

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  private static String hello(String more) {
    return "{\"type\":\"host.greet\",\"arguments\":" + GREETING + "," + more + "}";
  }

  private static TaskSpec spec(TaskRow row) {
    return row.standing().spec();
  }

  private void nothingIsStored() {
    assertThat(site.tasks()).isEmpty();
  }

  @Test
  void a_task_is_stored_for_the_caller_and_answered_by_its_id() throws Exception {
    Site.Reply reply = site.post(hello("\"name\":\"Greet bob\",\"key\":\"k\""));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.http().headers().firstValue("Content-Type")).contains("application/json");
    assertThat(reply.http().headers().firstValue("Location")).isEmpty();
    TaskSpec spec = spec(site.tasks().get(0));
    assertThat(reply.json().get("id").asText()).isEqualTo(spec.id().toString());
    assertThat(reply.json().get("new").asBoolean()).isTrue();
    assertThat(spec.line().type()).isEqualTo(Site.GREET.name());
    assertThat(spec.arguments().text()).isEqualTo(GREETING);
    assertThat(spec.owner().orElseThrow().value()).isEqualTo("ann");
    assertThat(spec.name()).contains("Greet bob");
  }

  @Test
  void asking_again_with_the_key_is_answered_200_and_the_same_task() throws Exception {
    Site.Reply first = site.post(hello("\"key\":\"k\""));
    Site.Reply again = site.post(hello("\"key\":\"k\""));
    Site.Reply other =
        site.post(
            "{\"type\":\"host.greet\",\"key\":\"k\",\"arguments\":{\"whom\":\"x\",\"times\":1}}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
    assertThat(again.json().get("new").asBoolean()).isFalse();
    assertThat(again.json().get("otherArguments").asBoolean()).isFalse();
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.json().get("otherArguments").asBoolean()).isTrue();
    assertThat(site.tasks()).hasSize(1);
  }

  @Test
  void a_key_of_somebody_else_is_free_and_does_not_tell_their_task() throws Exception {
    Site.Reply first = site.post(hello("\"key\":\"k\""));
    Site.Reply reply =
        site.send(BodyPublishers.ofString(hello("\"key\":\"k\"")), r -> r.setHeader("User", "eve"));

    assertThat(reply.status()).isEqualTo(first.status());
    assertThat(reply.json().get("new").asBoolean()).isTrue();
    assertThat(reply.json().get("id")).isNotEqualTo(first.json().get("id"));
    assertThat(site.tasks()).hasSize(2);
  }

  @Test
  void nobody_is_401_before_anything_is_read() throws Exception {
    Site.Reply reply =
        site.send(
            BodyPublishers.ofString("nonsense"),
            r -> r.setHeader("User", "nobody").setHeader("Content-Type", "text/plain"));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.error()).isNotEmpty();
    nothingIsStored();
  }

  @Test
  void a_type_off_the_list_an_unknown_one_and_a_forbidden_one_are_answered_alike()
      throws Exception {
    Site.Reply off = site.post("{\"type\":\"host.secret\",\"arguments\":\"x\"}");
    Site.Reply unknown = site.post("{\"type\":\"no.such.type\",\"arguments\":\"x\"}");
    Site.Reply gone = site.post("{\"type\":\"host.gone\",\"arguments\":\"x\"}");
    Site.Reply impossible = site.post("{\"type\":\"\\u0000\",\"arguments\":\"x\"}");
    Site.Reply forbidden = forbidden(HELLO);
    Site.Reply unreadable = forbidden("{\"type\":\"host.greet\",\"arguments\":7}");

    assertThat(List.of(off, unknown, gone, impossible, forbidden, unreadable))
        .allMatch(r -> r.status() == 403)
        .extracting(Site.Reply::error)
        .containsOnly("such a task cannot be requested here");
    nothingIsStored();
  }

  /** By somebody whom the policy forbids to request anything. */
  private Site.Reply forbidden(String body) throws Exception {
    return site.send(BodyPublishers.ofString(body), r -> r.setHeader("User", "guest"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonx",
        "application/json; charset=iso-8859-1",
        "application/json; charset=bogus",
        ";",
        ""
      })
  void another_content_type_is_415(String type) throws Exception {
    Site.Reply reply =
        site.send(BodyPublishers.ofString(HELLO), r -> r.setHeader("Content-Type", type));

    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.error()).contains("application/json");
    nothingIsStored();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Application/JSON",
        "application/json;charset=UTF-8",
        "application/json; charset=\"utf-8\"; x=y"
      })
  void json_may_be_said_in_other_ways(String type) throws Exception {
    assertThat(
            site.send(BodyPublishers.ofString(HELLO), r -> r.setHeader("Content-Type", type))
                .status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"})
  void another_method_is_405_and_says_which_is_allowed(String method) throws Exception {
    Site.Reply reply =
        site.send(BodyPublishers.noBody(), r -> r.method(method, BodyPublishers.ofString(HELLO)));

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.http().headers().allValues("Allow")).containsExactly("POST");
    nothingIsStored();
  }

  @Test
  void a_body_over_the_limit_is_413_whether_its_length_was_announced_or_not() throws Exception {
    String padded = HELLO + " ".repeat(2_001 - HELLO.length());
    InputStream bytes = new ByteArrayInputStream(padded.getBytes(StandardCharsets.UTF_8));

    Site.Reply announced = site.post(padded);
    Site.Reply streamed = site.send(BodyPublishers.ofInputStream(() -> bytes), r -> r);

    assertThat(announced.status()).isEqualTo(413);
    assertThat(streamed.status()).isEqualTo(413);
    assertThat(streamed.error()).isEqualTo("the body has more than 2000 bytes");
    nothingIsStored();
    assertThat(site.post(padded.substring(0, 2_000)).status()).isEqualTo(201);
  }

  @Test
  void a_body_that_is_cut_short_stores_nothing() throws Exception {
    try (Socket socket = new Socket(site.uri().getHost(), site.uri().getPort())) {
      String head =
          "POST /tasks HTTP/1.1\r\nHost: x\r\nUser: ann\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + (HELLO.length() + 1)
              + "\r\n\r\n";
      socket.getOutputStream().write((head + HELLO).getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).doesNotContain("201").doesNotContain("Exception");
    }
    nothingIsStored();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":                          | the body is not JSON, or names a field twice, at"
            + " line 1",
        "`{\"type\":\"host.greet\",\"type\":\"x\"}` | the body is not JSON, or names a field twice",
        "{\"type\":\"host.greet\"} {}        | nothing may follow the JSON object",
        "[]                                  | the body must be a JSON object",
        "``                                  | the body must be a JSON object",
        "{}                                  | the field 'type' is missing",
        "{\"type\":null}                     | the field 'type' must be a string",
        "{\"type\":\"host.greet\",\"key\":7} | the field 'key' must be a string",
        "{\"owner\":\"bob\",\"type\":\"x\"}  | there is no field 'owner'; there are type,"
            + " arguments, key and name",
      })
  void a_body_that_cannot_be_read_is_400_in_one_sentence(String body, String error)
      throws Exception {
    Site.Reply reply = site.post(body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).startsWith(error).hasLineCount(1);
    nothingIsStored();
  }

  @Test
  void a_body_that_is_not_utf_8_is_400() throws Exception {
    byte[] bytes = HELLO.replace("bob", "b\u00f6b").getBytes(StandardCharsets.ISO_8859_1);

    Site.Reply reply = site.send(BodyPublishers.ofByteArray(bytes), r -> r);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo("the body is not UTF-8");
    nothingIsStored();
  }

  @Test
  void what_the_framework_refuses_is_400_with_its_sentence() throws Exception {
    Site.Reply arguments =
        site.post("{\"type\":\"host.greet\",\"arguments\":{\"whom\":7,\"x\":1}}");
    Site.Reply missing = site.post("{\"type\":\"host.number\"}");
    Site.Reply negative =
        site.post("{\"type\":\"host.greet\",\"arguments\":{\"whom\":\"x\",\"times\":-1}}");
    Site.Reply key = site.post(hello("\"key\":\" \""));
    Site.Reply name = site.post(hello("\"name\":\"" + "x".repeat(201) + "\""));

    assertThat(List.of(arguments, missing, negative, key, name))
        .allMatch(r -> r.status() == 400)
        .noneMatch(r -> r.error().isBlank());
    assertThat(arguments.error()).startsWith("host.greet: the arguments do not fit");
    assertThat(key.error()).isEqualTo("idempotency key must not be blank");
    assertThat(name.error()).contains("200 characters");
    nothingIsStored();
  }

  @ParameterizedTest
  @ValueSource(strings = {"trouble", "error"})
  void trouble_of_the_host_is_500_and_tells_nothing(String user) throws Exception {
    Site.Reply reply = site.send(BodyPublishers.ofString(HELLO), r -> r.setHeader("User", user));

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.error()).isEqualTo("internal error; see the server's log");
    assertThat(reply.http().body()).doesNotContain("swordfish").doesNotContain("Exception");
    nothingIsStored();
  }

  @Test
  void what_the_store_itself_refuses_is_500_without_its_words() throws Exception {
    Site.Reply reply = failing(new StoreRefusedException("no table stint_task", new Exception()));

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.http().body()).doesNotContain("stint_task");
  }

  @Test
  void a_store_that_does_not_answer_is_503_and_says_what_to_do() throws Exception {
    TaskId id = new TaskId(new UUID(1, 2));
    Site.Reply reply = failing(new UnknownOutcomeException(List.of(id), new Exception()));

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.error()).contains("ask again with the same key");
  }

  @ParameterizedTest
  @EnumSource(StoreException.Kind.class)
  void a_store_that_is_away_is_503_and_one_that_refuses_is_not(StoreException.Kind kind)
      throws Exception {
    StoreException error = new StoreException(kind, "no right to stint_task");
    for (RuntimeException told : List.of(error, new StoreRefusedException("it refused", error))) {
      Site.Reply reply = failing(told);

      boolean passes = kind != StoreException.Kind.PERMANENT;
      assertThat(reply.status()).isEqualTo(passes ? 503 : 500);
      assertThat(reply.http().headers().firstValue("Retry-After").isPresent()).isEqualTo(passes);
      assertThat(reply.http().body()).doesNotContain("stint_task");
    }
  }

  private static Site.Reply failing(RuntimeException error) throws Exception {
    RequestTasks broken =
        new RequestTasks() {
          @Override
          public Requested request(Request<?> request) {
            throw error;
          }

          @Override
          public List<Requested> requestAll(List<Request<?>> requests) {
            throw error;
          }

          @Override
          public List<Requested> requestWithin(Object transaction, List<Request<?>> requests) {
            throw error;
          }
        };
    UnaryOperator<TasksAs> failing =
        p -> new TasksAs(broken, p.ask(), p.steer(), p.read(), p.clean());
    try (Site site = new Site(failing)) {
      return site.post(HELLO);
    }
  }

  @Test
  void an_admission_of_impossible_names_or_sizes_is_refused() {
    assertThatThrownBy(() -> Admission.of("")).hasMessageContaining("task type");
    assertThatThrownBy(() -> Admission.of("a").maxBody(0)).hasMessageContaining("not 0");
    assertThat(Admission.of("a").maxBody()).isEqualTo(1 << 20);
    assertThat(Optional.of(Admission.of("a")))
        .hasValueSatisfying(a -> assertThat(a.lets("b")).isFalse());
  }
}
