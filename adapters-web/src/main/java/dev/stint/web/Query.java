package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a call, all of them known. Read here and not by the container, whose answer to
 * what is not well formed would be its own. Immutable.
 */
final class Query {

  private static final int LONGEST_QUOTE = 50;

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * @param raw as in the URL, still encoded
   * @throws HttpError if a parameter is not known, or not well formed
   */
  static Query read(@Nullable String raw, List<String> known) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int at = pair.indexOf('=');
      String name = decoded(at < 0 ? pair : pair.substring(0, at));
      if (!known.contains(name)) {
        throw new HttpError(SC_BAD_REQUEST, unknown(name, known));
      }
      values
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(decoded(at < 0 ? "" : pair.substring(at + 1)));
    }
    return new Query(values);
  }

  /** Of fields that have the names of parameters: strings, numbers, booleans, arrays of them. */
  static Query of(JsonFields fields, List<String> names) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    names.forEach(name -> fields.plain(name).ifPresent(said -> values.put(name, said)));
    return new Query(values);
  }

  private static String unknown(String name, List<String> known) {
    String there = known.isEmpty() ? "there are none here" : "there are " + Words.and(known);
    return "there is no parameter '%s'; %s".formatted(Words.cut(name, LONGEST_QUOTE), there);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HttpError(SC_BAD_REQUEST, "the parameters are not well formed: a % stands alone");
    }
  }

  Query without(String name) {
    Map<String, List<String>> left = new LinkedHashMap<>(values);
    left.remove(name);
    return new Query(left);
  }

  /** The same for the same parameters, in the same order. */
  @Override
  public String toString() {
    return values.toString();
  }

  static String named(String name) {
    return "the parameter '" + name + "'";
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  Optional<String> text(String name) {
    List<String> said = all(name);
    if (said.size() > 1) {
      throw new HttpError(SC_BAD_REQUEST, named(name) + " can be given once");
    }
    return said.stream().findFirst();
  }

  /** What the domain makes of it, which refuses what it cannot be. */
  <T> Optional<T> read(String name, Function<String, T> reader) {
    return text(name).map(text -> Words.checked(named(name), () -> reader.apply(text)));
  }

  Optional<Instant> moment(String name) {
    return text(name).map(text -> Words.moment(named(name), text));
  }

  Optional<Duration> span(String name) {
    return text(name).map(text -> Words.span(named(name), text));
  }

  int whole(String name, int usual, int least, int most) {
    return text(name).map(text -> Words.whole(named(name), text, least, most)).orElse(usual);
  }

  boolean flag(String name) {
    return text(name).map(text -> Words.flag(named(name), text)).orElse(false);
  }
}
