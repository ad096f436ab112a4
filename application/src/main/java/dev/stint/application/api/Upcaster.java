package dev.stint.application.api;

import dev.stint.domain.Payload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Lifts stored arguments from one version to the next. Pure and thread-safe. */
@FunctionalInterface
public interface Upcaster {

  /**
   * The same arguments in the next version's shape. An exception parks the task as unreadable.
   *
   * @param codec reads and writes the form in which arguments are stored
   */
  Payload lift(Payload older, ArgumentCodec codec);

  /** Lifts the arguments as a map of their fields, for codecs that can read one, such as JSON. */
  static Upcaster fields(UnaryOperator<Map<String, Object>> change) {
    return (older, codec) -> {
      Map<String, Object> fields = new LinkedHashMap<>();
      ((Map<?, ?>) codec.decode(older, Map.class))
          .forEach((name, value) -> fields.put(String.valueOf(name), value));
      return codec.encode(change.apply(fields));
    };
  }
}
