package dev.stint.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.stint.application.api.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of one JSON object, all of them known. Immutable. */
final class JsonFields {

  /** An object without members. */
  static final JsonFields NONE = new JsonFields(Map.of());

  private static final int LONGEST_QUOTE = 50;

  /** Names from outside are not kept for the next parser. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /**
   * @param text of a string; of all else as it was written
   * @param written the very text: read and written again, a number could become another one
   */
  private record Value(JsonToken token, String text, String written) {}

  private final Map<String, Value> values;

  private JsonFields(Map<String, Value> values) {
    this.values = values;
  }

  /**
   * @throws RefusedException if it is not one JSON object of the known fields
   */
  static JsonFields read(String text, List<String> known) {
    try (JsonParser json = JSON.createParser(text)) {
      return new JsonFields(fields(json, text, known));
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          "the body is not JSON, or names a field twice" + where(e.getLocation()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Value> fields(JsonParser json, String text, List<String> known)
      throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new RefusedException("the body must be a JSON object");
    }
    Map<String, Value> fields = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      if (!known.contains(field)) {
        String there = Words.cut(field, LONGEST_QUOTE);
        throw new RefusedException(
            "there is no field '%s'; there are %s".formatted(there, Words.and(known)));
      }
      json.nextToken();
      fields.put(field, value(json, text));
    }
    if (json.nextToken() != null) {
      throw new RefusedException("nothing may follow the JSON object");
    }
    return fields;
  }

  private static Value value(JsonParser json, String text) throws IOException {
    JsonToken token = json.currentToken();
    String string = token == JsonToken.VALUE_STRING ? json.getText() : "";
    long from = json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    json.finishToken();
    String written = text.substring((int) from, (int) json.currentLocation().getCharOffset());
    return new Value(token, token == JsonToken.VALUE_STRING ? string : written, written);
  }

  private static String where(JsonLocation location) {
    return location == null
        ? ""
        : ", at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  /** As it was written. */
  Optional<String> written(String field) {
    return Optional.ofNullable(values.get(field)).map(Value::written);
  }

  /** The text of a string; all else as it was written. */
  Optional<String> value(String field) {
    return Optional.ofNullable(values.get(field)).map(Value::text);
  }

  /**
   * @throws RefusedException if it is no string
   */
  Optional<String> text(String field) {
    return Optional.ofNullable(values.get(field))
        .map(v -> expected(v, field, "a string", JsonToken.VALUE_STRING));
  }

  /** The strings, numbers and booleans of an array, or one of them alone, by their text. */
  Optional<List<String>> plain(String field) {
    return Optional.ofNullable(values.get(field))
        .map(
            v ->
                v.token() == JsonToken.START_ARRAY
                    ? JsonList.read(JSON, named(field), v.written())
                    : List.of(scalar(v, field)));
  }

  private static String scalar(Value value, String field) {
    if (!value.token().isScalarValue() || value.token() == JsonToken.VALUE_NULL) {
      throw new RefusedException(named(field) + " must be plain, or an array of what is plain");
    }
    return value.text();
  }

  /**
   * The members of an object.
   *
   * @throws RefusedException if it is none, or has others than these
   */
  Optional<JsonFields> object(String field, List<String> known) {
    return Optional.ofNullable(values.get(field))
        .map(
            v -> {
              expected(v, field, "an object", JsonToken.START_OBJECT);
              return read(v.written(), known);
            });
  }

  Optional<Integer> whole(String field, int least, int most) {
    return Optional.ofNullable(values.get(field))
        .map(v -> expected(v, field, "a whole number", JsonToken.VALUE_NUMBER_INT))
        .map(text -> Words.whole(named(field), text, least, most));
  }

  Optional<Boolean> flag(String field) {
    return Optional.ofNullable(values.get(field))
        .map(v -> expected(v, field, "true or false", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE))
        .map(Boolean::parseBoolean);
  }

  /** One that must be there. */
  String needed(String field) {
    return text(field)
        .orElseThrow(() -> new RefusedException("the field '" + field + "' is missing"));
  }

  static String named(String field) {
    return "the field '" + field + "'";
  }

  private static String expected(Value value, String field, String what, JsonToken... tokens) {
    if (!List.of(tokens).contains(value.token())) {
      throw new RefusedException(named(field) + " must be " + what);
    }
    return value.text();
  }
}
