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

  /** The text as JSON; null if it holds anything else, which is for the generator to write. */
  static byte @Nullable [] json(String text) {
    int length = text.length();
    byte[] json = new byte[length + 2];
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return null;
      }
      json[i + 1] = (byte) c;
    }
    json[0] = '"';
    json[length + 1] = '"';
    return json;
  }

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
