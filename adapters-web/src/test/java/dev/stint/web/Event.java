package dev.stint.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One live event, as a browser reads it.
 *
 * @param id empty if it has none
 */
record Event(String name, String id, JsonNode data) {

  static List<Event> read(String stream) throws IOException {
    List<Event> all = new ArrayList<>();
    for (String block : stream.split("\n\n")) {
      if (block.startsWith("event: ")) {
        all.add(one(block));
      }
    }
    return all;
  }

  static Event one(String block) throws IOException {
    return new Event(line(block, "event"), line(block, "id"), ApiSite.json(line(block, "data")));
  }

  private static String line(String block, String field) {
    return block
        .lines()
        .filter(l -> l.startsWith(field + ": "))
        .map(l -> l.substring(field.length() + 2))
        .collect(Collectors.joining("\n"));
  }
}
