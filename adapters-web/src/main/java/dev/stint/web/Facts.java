package dev.stint.web;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A JSON object in the making; what there is not is left out. Not thread-safe. */
final class Facts {

  private final Map<String, Object> members = new LinkedHashMap<>();

  static Facts of(String name, Object value) {
    return new Facts().with(name, value);
  }

  /**
   * @param value a number, a boolean, a {@link Payloads.Written}, {@link Facts}, a collection of
   *     these, an optional of one, or else what is told by its text
   */
  Facts with(String name, Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(v -> members.put(name, v));
    } else {
      members.put(name, value);
    }
    return this;
  }

  /** A copy without this one. */
  Facts without(String name) {
    Facts left = new Facts();
    left.members.putAll(members);
    left.members.remove(name);
    return left;
  }

  static <T> List<Facts> list(Collection<T> all, Function<T, Facts> each) {
    return all.stream().map(each).toList();
  }

  Map<String, Object> members() {
    return Collections.unmodifiableMap(members);
  }
}
