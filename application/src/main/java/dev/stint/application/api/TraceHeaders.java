package dev.stint.application.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers by which a task continues the trace of whoever requested it, as the host's own
 * propagator wrote them: W3C's {@code traceparent} and {@code tracestate}, for instance. They are
 * stored with the task, so they are bounded: a header that does not fit is left out, whole, and so
 * is every header after the first {@value #MOST}. Immutable.
 *
 * @param fields in the order in which the propagator wrote them
 */
public record TraceHeaders(Map<String, String> fields) {

  /** More headers than any propagator writes for a trace alone. */
  public static final int MOST = 8;

  /** The characters of the longest value: as many as W3C grants a {@code tracestate}. */
  public static final int LONGEST_VALUE = 512;

  /** The characters of all names and values together. */
  public static final int LONGEST = 1_024;

  private static final int LONGEST_NAME = 64;

  public static final TraceHeaders NONE = new TraceHeaders(Map.of());

  public TraceHeaders {
    fields = kept(fields);
  }

  private static Map<String, String> kept(Map<String, String> given) {
    Map<String, String> kept = new LinkedHashMap<>();
    int length = 0;
    for (Map.Entry<String, String> field : given.entrySet()) {
      if (lacksHalf(field)) {
        continue;
      }
      int more = field.getKey().length() + field.getValue().length();
      if (kept.size() < MOST && length + more <= LONGEST && fits(field)) {
        kept.put(field.getKey(), field.getValue());
        length += more;
      }
    }
    return Collections.unmodifiableMap(kept);
  }

  /** A propagator that wrote null has nothing to say, and keeps nobody from requesting. */
  private static boolean lacksHalf(Map.Entry<String, String> field) {
    return field.getKey() == null || field.getValue() == null;
  }

  private static boolean fits(Map.Entry<String, String> field) {
    return field.getKey().length() <= LONGEST_NAME
        && !field.getKey().isEmpty()
        && field.getValue().length() <= LONGEST_VALUE
        && printable(field.getKey())
        && printable(field.getValue());
  }

  /** Of ASCII, as headers are. */
  private static boolean printable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
