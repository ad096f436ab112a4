package dev.stint.bootstrap.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Texts of printable ASCII without escapes, such as ids and names: what stands between the quotes
 * is the value, and no parser says anything else of it. For one of {@code String.class} a parser
 * costs more than all else that a worker does with its task.
 */
final class PlainJsonText {

  private PlainJsonText() {}

  /** The text; null if the bytes are anything else, which is for the parser to judge. */
  static @Nullable String of(byte[] json) {
    int last = json.length - 1;
    if (last < 1 || json[0] != '"' || json[last] != '"') {
      return null;
    }
    for (int i = 1; i < last; i++) {
      byte b = json[i];
      if (b < ' ' || b > '~' || b == '"' || b == '\\') {
        return null;
      }
    }
    return new String(json, 1, last - 1, StandardCharsets.ISO_8859_1);
  }
}
