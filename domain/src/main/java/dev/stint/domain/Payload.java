package dev.stint.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that only their writer can read: arguments, a cursor, a result. Immutable and compared by
 * content; {@link #NONE} stands for "nothing given".
 */
public final class Payload {

  /** No bytes at all. */
  public static final Payload NONE = new Payload(new byte[0]);

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A payload of these bytes, copied. */
  public static Payload of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new Payload(bytes.clone());
  }

  /** A payload of this text in UTF-8. */
  public static Payload of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes, copied. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes read as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** Whether the first of its bytes is this one; false if it has none. */
  public boolean startsWith(byte first) {
    return bytes.length > 0 && bytes[0] == first;
  }

  public boolean isNone() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
