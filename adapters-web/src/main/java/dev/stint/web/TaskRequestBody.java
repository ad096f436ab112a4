package dev.stint.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What may be said from outside, and nothing else.
 *
 * @param arguments the JSON as it was written, for the codec to read
 * @param key asking again while its task is unfinished answers that task
 * @param name for people
 */
record TaskRequestBody(String type, String arguments, Optional<String> key, Optional<String> name) {

  private static final int LONGEST_QUOTE = 50;

  /** Names from outside are not kept for the next parser. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /**
   * @throws RefusedException if it is not one JSON object of the known fields
   */
  static TaskRequestBody read(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      Map<String, String> fields = fields(json, text);
      if (!fields.containsKey("type")) {
        throw new RefusedException("the field 'type' is missing");
      }
      return new TaskRequestBody(
          fields.getOrDefault("type", ""),
          fields.getOrDefault("arguments", "{}"),
          Optional.ofNullable(fields.get("key")),
          Optional.ofNullable(fields.get("name")));
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          "the body is not JSON, or names a field twice" + where(e.getLocation()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> fields(JsonParser json, String text) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new RefusedException("the body must be a JSON object");
    }
    Map<String, String> fields = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      fields.put(field, value(json, field, text));
    }
    if (json.nextToken() != null) {
      throw new RefusedException("nothing may follow the JSON object");
    }
    return fields;
  }

  private static String value(JsonParser json, String field, String text) throws IOException {
    return switch (field) {
      case "type", "key", "name" -> string(json, field);
      case "arguments" -> written(json, text);
      default ->
          throw new RefusedException(
              "there is no field '%s'; there are type, arguments, key and name"
                  .formatted(field.substring(0, Math.min(field.length(), LONGEST_QUOTE))));
    };
  }

  private static String string(JsonParser json, String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new RefusedException("the field '" + field + "' must be a string");
    }
    return json.getText();
  }

  /** The very text of a value: read and written again, a number could become another one. */
  private static String written(JsonParser json, String text) throws IOException {
    long from = json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    json.finishToken();
    return text.substring((int) from, (int) json.currentLocation().getCharOffset());
  }

  private static String where(JsonLocation location) {
    return location == null
        ? ""
        : ", at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  /**
   * @throws RefusedException if the key or the name cannot be one
   */
  <A> Request<A> refined(Request<A> plain) {
    try {
      Request<A> request = key.isPresent() ? plain.key(key.get()) : plain;
      return name.isPresent() ? request.named(name.get()) : request;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }
}
