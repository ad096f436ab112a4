package dev.stint.command;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was found, as programs take it: JSON objects, those of the HTTP API where it has them.
 *
 * @param name of the list; empty if this is one object and no list
 * @param more members beside the list, as JSON
 */
record Records(String name, List<String> objects, Map<String, String> more) {

  static Records of(String name, List<String> objects) {
    return new Records(name, objects, Map.of());
  }

  static Records one(String object) {
    return new Records("", List.of(object), Map.of());
  }

  /** The members of the facts that are lists, or else the facts themselves. */
  static Records of(Map<String, ?> facts) {
    List<Map.Entry<String, List<?>>> lists =
        facts.entrySet().stream()
            .filter(e -> e.getValue() instanceof List<?>)
            .map(e -> Map.<String, List<?>>entry(e.getKey(), (List<?>) e.getValue()))
            .toList();
    if (lists.size() != 1) {
      return one(Json.of(facts));
    }
    String name = lists.get(0).getKey();
    return new Records(
        name,
        lists.get(0).getValue().stream().map(Json::of).toList(),
        facts.entrySet().stream()
            .filter(e -> !e.getKey().equals(name))
            .collect(Collectors.toMap(Map.Entry::getKey, e -> Json.of(e.getValue()))));
  }

  /** All of it as one object. */
  String json() {
    if (name.isEmpty()) {
      return objects.get(0);
    }
    StringBuilder json = new StringBuilder("{");
    json.append(Json.of(name)).append(":[").append(String.join(",", objects)).append(']');
    more.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            m -> json.append(',').append(Json.of(m.getKey())).append(':').append(m.getValue()));
    return json.append('}').toString();
  }
}
