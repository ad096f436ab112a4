package dev.stint.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Many ids as the text of one PostgreSQL array; the driver would quote and escape each of them. */
final class UuidArray {

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  /** The 36 characters of an id, and the comma or brace behind. */
  private static final int WIDTH = 37;

  private UuidArray() {}

  static String text(UUID[] ids) {
    if (ids.length == 0) {
      return "{}";
    }
    byte[] text = new byte[1 + WIDTH * ids.length];
    text[0] = '{';
    int at = 1;
    for (UUID id : ids) {
      // A method of its own, which is compiled long before a loop is that runs once a statement.
      put(text, at, id);
      at += WIDTH;
    }
    text[at - 1] = '}';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] text, int at, UUID id) {
    long most = id.getMostSignificantBits();
    long least = id.getLeastSignificantBits();
    digits(text, at, 8, most >>> 32);
    text[at + 8] = '-';
    digits(text, at + 9, 4, most >>> 16);
    text[at + 13] = '-';
    digits(text, at + 14, 4, most);
    text[at + 18] = '-';
    digits(text, at + 19, 4, least >>> 48);
    text[at + 23] = '-';
    digits(text, at + 24, 12, least);
    text[at + WIDTH - 1] = ',';
  }

  /** The last digits of a number. */
  private static void digits(byte[] text, int from, int count, long value) {
    long rest = value;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = DIGITS[(int) (rest & 15)];
      rest >>>= 4;
    }
  }
}
