package dev.stint.web;

import static dev.stint.domain.random.RandomCases.check;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.stint.domain.TaskId;
import dev.stint.domain.random.RandomValues;
import dev.stint.domain.task.TaskRow;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whatever is posted: a whole task, or none and one sentence; never trouble here. */
class RequestFuzzTest {

  private static final Set<TaskId> MADE = new LinkedHashSet<>();
  private static final Site SITE = new Site();

  @AfterAll
  static void close() throws Exception {
    SITE.close();
  }

  /** Texts as people who wish no good would write them. */
  private static String text(RandomValues values) {
    return values.oneOf(
        () -> values.ascii(40),
        () -> values.text(250),
        () ->
            values.of(
                "", " ", "k", "host.greet", "host.secret", "\\u0000", "\\ud800", "\\\"", "'--"));
  }

  private static String value(RandomValues values) {
    return values.oneOf(
        () -> "\"" + text(values) + "\"",
        () ->
            values.of(
                "null",
                "true",
                "{}",
                "[]",
                "7",
                "-0.0",
                "1e400",
                "1e999999999",
                "NaN",
                "[[[",
                "}",
                "",
                "{\"whom\":\"x\",\"times\":1}",
                "{\"whom\":\"\\ud800\",\"times\":1}",
                "{\"whom\":\"x\",\"times\":1,\"times\":2}",
                "[".repeat(1_500),
                "1".repeat(1_500)));
  }

  private static String member(RandomValues values) {
    String name = values.of("type", "arguments", "key", "name", "owner", "", "id");
    return "\"" + name + "\":" + value(values);
  }

  private static String known(RandomValues values) {
    String type = values.of("host.greet", "host.number");
    return "\"type\":\"" + type + "\"" + joined(values.list(0, 3, () -> member(values)));
  }

  private static String object(RandomValues values) {
    return "{"
        + values.oneOf(
            () -> known(values), () -> String.join(",", values.list(0, 4, () -> member(values))))
        + "}";
  }

  private static String half(String object) {
    return object.substring(0, object.length() / 2);
  }

  private static String body(RandomValues values) {
    return values.oneOf(
        () -> object(values),
        () -> object(values),
        () -> half(object(values)),
        () -> value(values),
        () -> text(values));
  }

  private static String joined(java.util.List<String> members) {
    return members.isEmpty() ? "" : "," + String.join(",", members);
  }

  @Test
  void what_is_answered_201_exists_and_nothing_else() {
    check(1_000, values -> what_is_answered_201_exists_and_nothing_else(body(values)));
  }

  private void what_is_answered_201_exists_and_nothing_else(String body) throws Exception {
    Site.Reply reply = SITE.post(body);

    if (reply.status() == 201) {
      assertThat(MADE.add(TaskId.of(reply.json().get("id").asText()))).isTrue();
    } else {
      assertThat(reply.status()).as(body).isIn(200, 400, 403, 413);
    }
    if (reply.status() >= 400) {
      assertThat(reply.error()).isNotBlank().doesNotContain("Exception");
    }
    stored();
  }

  @Test
  void bytes_that_are_no_text_are_refused() {
    check(200, values -> bytes_that_are_no_text_are_refused(values.anyBytes()));
  }

  private void bytes_that_are_no_text_are_refused(byte[] bytes) throws Exception {
    assertThat(SITE.send(BodyPublishers.ofByteArray(bytes), r -> r).status()).isIn(400, 413);
    stored();
  }

  /** As the codec reads it: what stands between must change nothing. */
  @Test
  void a_number_comes_to_the_task_as_it_was_written() {
    check(200, values -> a_number_comes_to_the_task_as_it_was_written(values.anyDouble()));
  }

  private void a_number_comes_to_the_task_as_it_was_written(double number) throws Exception {
    Site.Reply reply = SITE.post(" {\"arguments\" :\t" + number + " ,\"type\":\"host.number\" } ");

    assertThat(reply.status()).isEqualTo(201);
    MADE.add(TaskId.of(reply.json().get("id").asText()));
    TaskRow row = SITE.tasks().get(0);
    assertThat(row.standing().spec().arguments().text()).isEqualTo(String.valueOf(number));
    stored();
  }

  @Test
  void a_text_comes_to_the_task_as_it_was_written() {
    check(
        200,
        values ->
            a_text_comes_to_the_task_as_it_was_written(values.text(200), values.anyBoolean()));
  }

  private void a_text_comes_to_the_task_as_it_was_written(String text, boolean last)
      throws Exception {
    String written = new String(JsonStringEncoder.getInstance().quoteAsString(text));
    String argument = "\"arguments\":\"" + written + "\"";
    String type = "\"type\":\"host.text\"";

    Site.Reply reply =
        SITE.post("{" + (last ? type + "," + argument : argument + " ," + type) + "}");

    // What is no text at all, half a surrogate pair, arrives as a question mark already.
    assertThat(reply.status()).isEqualTo(201);
    MADE.add(TaskId.of(reply.json().get("id").asText()));
    Object kept =
        new JsonCodec().decode(SITE.tasks().get(0).standing().spec().arguments(), String.class);
    assertThat(kept).isEqualTo(new String(text.getBytes(UTF_8), UTF_8));
    stored();
  }

  private void stored() {
    assertThat(SITE.tasks())
        .extracting(row -> row.standing().spec().id())
        .containsExactlyInAnyOrderElementsOf(MADE);
  }
}
