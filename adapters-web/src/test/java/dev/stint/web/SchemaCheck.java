package dev.stint.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/** Holds answers to the schemas of the document, as far as it uses them; notes what it saw. */
final class SchemaCheck {

  /** Each property of each named schema that some answer had: "TaskRow.name". */
  private final Set<String> seen = new TreeSet<>();

  Set<String> seen() {
    return seen;
  }

  /** What does not fit in an answer. */
  List<String> problems(ApiSite.Reply reply, OpenApiDocument.Operation operation)
      throws IOException {
    if (!reply.isEvents()) {
      return problems(reply.json(), operation.schema(reply.status()));
    }
    List<String> problems = new ArrayList<>();
    for (Event event : reply.events()) {
      JsonNode schema = operation.event(event.name());
      if (schema.isMissingNode()) {
        problems.add("an event " + event.name() + " is not documented");
      }
      check(event.name(), event.data(), schema, problems);
    }
    return problems;
  }

  /** What does not fit; empty if all does. */
  List<String> problems(JsonNode value, JsonNode schema) {
    List<String> problems = new ArrayList<>();
    check("$", value, schema, problems);
    return problems;
  }

  private void check(String at, JsonNode value, JsonNode given, List<String> problems) {
    JsonNode schema = OpenApiDocument.resolved(given);
    String name = given.path("$ref").asText().replaceFirst(".*/", "");
    String type = schema.path("type").asText();
    boolean fits =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "boolean" -> value.isBoolean();
          case "" -> true;
          default -> false;
        };
    if (!fits) {
      problems.add(at + " is no " + type + ": " + value);
    } else if (type.equals("object") && schema.has("properties")) {
      members(at, name, value, schema, problems);
    } else if (type.equals("array")) {
      value.forEach(item -> check(at + "[]", item, schema.path("items"), problems));
    } else if (type.equals("string")) {
      string(at, value.asText(), schema, problems);
    }
  }

  private void members(
      String at, String name, JsonNode value, JsonNode schema, List<String> problems) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        problems.add(at + " lacks " + required.asText());
      }
    }
    for (String member : OpenApiDocument.names(value)) {
      JsonNode property = schema.path("properties").path(member);
      if (property.isMissingNode()) {
        problems.add(at + " has " + member + ", which is not documented");
      } else {
        seen.add(name + "." + member);
        check(at + "." + member, value.path(member), property, problems);
      }
    }
  }

  private static void string(String at, String text, JsonNode schema, List<String> problems) {
    if (schema.has("enum")
        && OpenApiDocument.stream(schema.path("enum")).noneMatch(e -> e.asText().equals(text))) {
      problems.add(at + " is none of " + schema.path("enum") + ": " + text);
    }
    if (schema.has("pattern") && !text.matches(schema.path("pattern").asText())) {
      problems.add(at + " is not as " + schema.path("pattern") + ": " + text);
    }
    Consumer<String> reader =
        switch (schema.path("format").asText()) {
          case "date-time" -> Instant::parse;
          case "duration" -> Duration::parse;
          case "uuid" -> UUID::fromString;
          default -> any -> {};
        };
    try {
      reader.accept(text);
    } catch (RuntimeException e) {
      problems.add(at + " is no " + schema.path("format").asText() + ": " + text);
    }
  }
}
