package dev.stint.redis;

import dev.stint.domain.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link Packing} wrote, in the same order. */
final class Unpacking {

  private final byte[] bytes;
  private int at;

  Unpacking(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean empty() {
    return at >= bytes.length;
  }

  long number() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  int count() {
    return (int) number();
  }

  byte[] bytes() {
    int length = count();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  Payload payload() {
    return Payload.of(bytes());
  }

  /** Whatever follows, as text. */
  String restText() {
    return new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
  }

  /** Whatever follows. */
  Payload rest() {
    return Payload.of(Arrays.copyOfRange(bytes, at, bytes.length));
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  <T> Optional<T> maybe(Function<String, T> read) {
    return number() == 1 ? Optional.of(read.apply(text())) : Optional.empty();
  }
}
