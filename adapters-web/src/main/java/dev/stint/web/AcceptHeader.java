package dev.stint.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Whether a caller takes what is to be answered. */
final class AcceptHeader {

  private AcceptHeader() {}

  /** The most particular range that it fits decides, as RFC 9110 has it. */
  static boolean takes(HttpServletRequest request, String mediaType) {
    List<String> bestFirst = List.of(mediaType, mediaType.replaceFirst("/.*", "/*"), "*/*");
    List<String> ranges =
        Collections.list(request.getHeaders("Accept")).stream()
            .flatMap(line -> List.of(line.split(",", -1)).stream())
            .map(range -> range.strip().toLowerCase(Locale.ROOT))
            .filter(range -> !range.isEmpty())
            .toList();
    return ranges.isEmpty()
        || bestFirst.stream()
            .flatMap(best -> ranges.stream().filter(range -> type(range).equals(best)))
            .findFirst()
            .map(range -> !refused(range))
            .orElse(false);
  }

  private static String type(String range) {
    return range.split(";", 2)[0].strip();
  }

  private static boolean refused(String range) {
    return List.of(range.split(";", -1)).stream()
        .skip(1)
        .map(String::strip)
        .anyMatch(parameter -> parameter.matches("q\\s*=\\s*0(\\.0*)?"));
  }
}
