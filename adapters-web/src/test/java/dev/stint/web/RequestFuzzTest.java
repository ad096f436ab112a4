package dev.stint.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is posted: a whole task, or none and one sentence; never trouble here. */
class RequestFuzzTest {

  private static final Set<TaskId> MADE = new LinkedHashSet<>();
  private static final Site SITE = new Site();

  @AfterContainer
  static void close() throws Exception {
    SITE.close();
  }

  /** Texts as people who wish no good would write them. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().ofMaxLength(40),
        Arbitraries.strings().all().ofMaxLength(250),
        Arbitraries.of(
            "", " ", "k", "host.greet", "host.secret", "\\u0000", "\\ud800", "\\\"", "'--"));
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        texts().map(t -> "\"" + t + "\""),
        Arbitraries.of(
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

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> member =
        Combinators.combine(
                Arbitraries.of("type", "arguments", "key", "name", "owner", "", "id"), values())
            .as((name, value) -> "\"" + name + "\":" + value);
    Arbitrary<String> known =
        Combinators.combine(Arbitraries.of("host.greet", "host.number"), member.list().ofMaxSize(3))
            .as((type, more) -> "\"type\":\"" + type + "\"" + joined(more));
    Arbitrary<String> objects =
        Arbitraries.oneOf(known, member.list().ofMaxSize(4).map(m -> String.join(",", m)))
            .map(members -> "{" + members + "}");
    return Arbitraries.oneOf(
        objects, objects, objects.map(o -> o.substring(0, o.length() / 2)), values(), texts());
  }

  private static String joined(java.util.List<String> members) {
    return members.isEmpty() ? "" : "," + String.join(",", members);
  }

  @Property(tries = 1_000)
  void what_is_answered_201_exists_and_nothing_else(@ForAll("bodies") String body)
      throws Exception {
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

  @Property(tries = 200)
  void bytes_that_are_no_text_are_refused(@ForAll byte[] bytes) throws Exception {
    assertThat(SITE.send(BodyPublishers.ofByteArray(bytes), r -> r).status()).isIn(400, 413);
    stored();
  }

  /** As the codec reads it: what stands between must change nothing. */
  @Property(tries = 200)
  void a_number_comes_to_the_task_as_it_was_written(@ForAll double number) throws Exception {
    Site.Reply reply = SITE.post(" {\"arguments\" :\t" + number + " ,\"type\":\"host.number\" } ");

    assertThat(reply.status()).isEqualTo(201);
    MADE.add(TaskId.of(reply.json().get("id").asText()));
    TaskRow row = SITE.tasks().get(0);
    assertThat(row.standing().spec().arguments().text()).isEqualTo(String.valueOf(number));
    stored();
  }

  @Property(tries = 200)
  void a_text_comes_to_the_task_as_it_was_written(
      @ForAll @StringLength(max = 200) String text, @ForAll boolean last) throws Exception {
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
