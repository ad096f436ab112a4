package dev.stint.web;

import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stint.domain.TaskId;
import dev.stint.domain.random.RandomValues;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Calls made of the document, well formed or not: each is answered as documented. */
class ApiFuzzTest {

  private static final ApiSite SITE = new ApiSite();
  private static final List<OpenApiDocument.Operation> OPERATIONS = OpenApiDocument.operations();
  private static final List<TaskId> TASKS = new ArrayList<>();

  private final SchemaCheck schemas = new SchemaCheck();
  private final Set<String> succeeded = new TreeSet<>();

  @AfterAll
  static void close() throws Exception {
    SITE.close();
  }

  @Test
  void every_call_is_answered_as_documented_and_never_by_trouble() {
    for (int i = 0; i < 20; i++) {
      TASKS.add(SITE.root().tasks().request(ApiSite.MAIL.with("x").owner("ann")).id());
    }
    check(5_000, this::every_call_is_answered_as_documented_and_never_by_trouble);
    assertThat(succeeded).hasSizeGreaterThan(20);
  }

  private void every_call_is_answered_as_documented_and_never_by_trouble(RandomValues values)
      throws Exception {
    OpenApiDocument.Operation operation = OPERATIONS.get(values.between(0, OPERATIONS.size() - 1));
    String path = path(operation, values) + query(operation, values);
    String body = operation.changes() ? body(operation, values) : "";
    String user = values.of("root", "root", "root", "ann", "dev");
    ApiRole role = values.of(ApiRole.ADMINISTER, ApiRole.ADMINISTER, ApiRole.READ);

    ApiSite.Reply reply =
        SITE.send(
            path,
            operation.changes() ? ApiSite.posting(body) : r -> r,
            operation.changes() ? header(values) : r -> r,
            ApiSite.as(user, role));

    String call = "%s %s %s: %d".formatted(operation.method(), path, body, reply.status());
    assertThat(reply.status()).as(call).isLessThan(500);
    if (reply.status() < 300) {
      succeeded.add(operation.toString());
    }
    assertThat(operation.statuses()).as(call).contains(reply.status());
    assertThat(schemas.problems(reply, operation)).as(call).isEmpty();
    assertThat(reply.http().body()).as(call).doesNotContain("Exception");
  }

  private static UnaryOperator<HttpRequest.Builder> header(RandomValues values) {
    String key = values.ascii(30).replaceAll("[^ -~]", "").strip();
    return values.anyBoolean() ? r -> r : r -> r.setHeader("Idempotency-Key", key);
  }

  private static String path(OpenApiDocument.Operation operation, RandomValues values) {
    String id =
        values.oneOf(
            () -> TASKS.get(values.between(0, TASKS.size() - 1)).toString(),
            () -> TASKS.get(values.between(0, TASKS.size() - 1)).toString(),
            () -> values.of("nonsense", "1-1-1-1-1", "0", CannedPorts.TASK.toString()));
    return operation.path().replace("{id}", id);
  }

  private static String query(OpenApiDocument.Operation operation, RandomValues values) {
    List<JsonNode> parameters =
        OpenApiDocument.stream(operation.node().path("parameters"))
            .filter(p -> p.path("in").asText().equals("query"))
            .filter(p -> values.between(0, 5) == 0)
            .toList();
    List<String> pairs = new ArrayList<>();
    for (JsonNode parameter : parameters) {
      String value = plain(parameter.path("schema"), values);
      pairs.add(parameter.path("name").asText() + "=" + encoded(value));
    }
    if (values.between(0, 30) == 0) {
      pairs.add(values.of("=", "limit", "%00=1", "status=&status=", "&", "limit=%FF"));
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  /** A well formed URL, for a client sends no other; what is not is among the pairs above. */
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** As the schema says, or not. */
  private static String plain(JsonNode given, RandomValues values) {
    JsonNode schema = OpenApiDocument.resolved(given);
    if (values.between(0, 9) == 0) {
      return wild(values);
    }
    if (schema.has("enum")) {
      JsonNode all = schema.path("enum");
      return all.get(values.between(0, all.size() - 1)).asText();
    }
    return switch (schema.path("type").asText()) {
      case "array" -> plain(schema.path("items"), values);
      case "boolean" -> String.valueOf(values.anyBoolean());
      case "integer" ->
          values.oneOf(
              () -> String.valueOf(values.between(-2, 1_200)),
              () -> String.valueOf(values.anyInt()));
      default -> text(schema.path("format").asText(), values);
    };
  }

  private static String text(String format, RandomValues values) {
    return switch (format) {
      case "date-time" ->
          values.of(
              "2026-11-21T00:00:00Z",
              "2026-11-21T00:00:00.123456789+14:00",
              "1969-12-31T00:00:00Z",
              "9999-12-31T23:59:59Z",
              "+999999999-12-31T23:59:59Z",
              "-999999999-01-01T00:00:00Z");
      case "duration" ->
          values.of("PT5S", "P1D", "PT0S", "-PT1S", "P36500D", "P36501D", "PT2562047788015215H");
      default ->
          values.oneOf(
              () -> values.of("host.mail", "host.print", "default", "ann", "bob"),
              () -> values.letters(1, 8),
              () -> wild(values));
    };
  }

  private static String wild(RandomValues values) {
    return values.oneOf(
        () -> values.ascii(40),
        () -> values.text(250),
        () -> values.of("", " ", "null", "\u0000", "\ud800", "\u202e", "'--", "9".repeat(400)));
  }

  private static String body(OpenApiDocument.Operation operation, RandomValues values) {
    JsonNode schema = operation.bodySchema().orElseThrow();
    List<String> required =
        OpenApiDocument.stream(schema.path("required")).map(JsonNode::asText).toList();
    String members =
        operation.fields().stream()
            .filter(f -> values.between(0, 9) < (required.contains(f) ? 9 : 3))
            .map(f -> "\"" + f + "\":" + json(f, schema.path("properties").path(f), values))
            .collect(Collectors.joining(","));
    String object = "{" + members + "}";
    return values.oneOf(
        () -> object,
        () -> object,
        () -> object,
        () -> object,
        () -> object.substring(0, object.length() / 2),
        () -> values.of("", "[]", "null", "{}{}", "{\"a\":1}", "[".repeat(2_500)),
        () -> wild(values));
  }

  private static String json(String field, JsonNode given, RandomValues values) {
    if (field.equals("arguments") || values.between(0, 14) == 0) {
      return values.of("\"x\"", "7", "null", "true", "{}", "[1]", "1e999", "{\"a\":\"\\ud800\"}");
    }
    String type = OpenApiDocument.resolved(given).path("type").asText();
    String value = plain(given, values);
    boolean bare = type.equals("integer") || type.equals("boolean");
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(value));
    return bare ? value : "\"" + quoted + "\"";
  }
}
