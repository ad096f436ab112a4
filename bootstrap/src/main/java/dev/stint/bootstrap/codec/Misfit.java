package dev.stint.bootstrap.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Says for people what does not fit. */
final class Misfit {

  private static final Set<Class<?>> OPTIONAL =
      Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

  private Misfit() {}

  /**
   * @param tree what was read; a missing node if it is not JSON
   */
  static String words(IOException error, JavaType type, JsonNode tree) {
    if (!(error instanceof JsonMappingException mapping)) {
      return "not JSON: " + plain(error);
    }
    List<String> fields = fields(type.getRawClass(), tree);
    return fields.isEmpty() ? where(mapping) + " " + what(mapping) : String.join("; ", fields);
  }

  /** Which arguments of a record are missing or unknown: all of them, not the first. */
  private static List<String> fields(Class<?> type, JsonNode tree) {
    List<String> words = new ArrayList<>();
    if (!type.isRecord() || !tree.isObject()) {
      return words;
    }
    Set<String> unknown = new LinkedHashSet<>();
    tree.fieldNames().forEachRemaining(unknown::add);
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      unknown.remove(name);
      if (!OPTIONAL.contains(component.getType()) && !tree.hasNonNull(name)) {
        words.add("argument '" + name + "' is missing");
      }
    }
    unknown.forEach(name -> words.add("unknown argument '" + name + "'"));
    return words;
  }

  private static String where(JsonMappingException error) {
    StringBuilder path = new StringBuilder();
    for (Reference step : error.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "the value" : "argument '" + path + "'";
  }

  private static String what(JsonMappingException error) {
    if (error instanceof NotThatException) {
      return error.getOriginalMessage();
    }
    if (error instanceof ValueInstantiationException && error.getCause() != null) {
      return "is refused: " + error.getCause().getMessage();
    }
    if (error instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "must be " + kind(mismatch.getTargetType()) + given(error);
    }
    return "does not fit: " + plain(error);
  }

  private static String kind(Class<?> type) {
    if (type.isEnum()) {
      List<String> names = Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
      return "one of " + String.join(", ", names);
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type.isRecord() || Map.class.isAssignableFrom(type)
        ? "an object"
        : "a " + type.getSimpleName();
  }

  private static String given(JsonMappingException error) {
    if (error instanceof InvalidFormatException format) {
      return ", not '" + format.getValue() + "'";
    }
    try {
      return error.getProcessor() instanceof JsonParser json && json.currentToken() != null
          ? ", not " + StrictJson.quoted(json)
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Without the parser's hints to programmers and where in its source it began. */
  private static String plain(IOException error) {
    String words =
        error instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(error.getMessage());
    return words.replaceFirst(" \\([^(]*\\[Source: .*", "").split(" \\(|; |: enable ", 2)[0];
  }
}
