package dev.stint.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The document in the jar, for tests. */
final class OpenApiDocument {

  static final JsonNode ROOT = read();

  /**
   * An operation of the document.
   *
   * @param node what it says
   */
  record Operation(String method, String path, JsonNode node) {

    List<String> parameters(String in) {
      return stream(node.path("parameters"))
          .filter(p -> p.path("in").asText().equals(in))
          .map(p -> p.path("name").asText())
          .toList();
    }

    List<String> fields() {
      JsonNode properties = bodySchema().map(s -> s.path("properties")).orElse(ROOT.path("none"));
      return names(properties);
    }

    Optional<JsonNode> bodySchema() {
      JsonNode schema = node.at("/requestBody/content/application~1json/schema");
      return schema.isMissingNode() ? Optional.empty() : Optional.of(resolved(schema));
    }

    List<Integer> statuses() {
      return names(node.path("responses")).stream().map(Integer::valueOf).toList();
    }

    /** Of what is answered with this status. */
    JsonNode schema(int status) {
      JsonNode response = resolved(node.path("responses").path(String.valueOf(status)));
      return response.path("content").path(mediaType(status)).path("schema");
    }

    String mediaType(int status) {
      if (status >= 400) {
        return "application/problem+json";
      }
      return isEvents() ? "text/event-stream" : "application/json";
    }

    boolean isEvents() {
      return node.path("responses").path("200").path("content").has("text/event-stream");
    }

    /** Of the data of an event. */
    JsonNode event(String name) {
      return node.at("/responses/200/content/text~1event-stream/x-events/" + name);
    }

    boolean changes() {
      return method.equals("POST");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private OpenApiDocument() {}

  private static JsonNode read() {
    try (var file = ApiServlet.class.getResourceAsStream("openapi.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    ROOT.path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        operation ->
                            all.add(
                                new Operation(
                                    operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    operation.getValue()))));
    return all;
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** What a reference means; anything else is itself. */
  static JsonNode resolved(JsonNode node) {
    JsonNode ref = node.path("$ref");
    if (ref.isMissingNode()) {
      return node;
    }
    JsonNode target = ROOT.at(ref.asText().substring(1));
    if (target.isMissingNode()) {
      throw new AssertionError("nothing is at " + ref.asText());
    }
    return target;
  }
}
