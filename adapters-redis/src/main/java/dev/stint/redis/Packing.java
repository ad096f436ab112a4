package dev.stint.redis;

import dev.stint.domain.Payload;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Writes values one after another into bytes that only {@link Unpacking} reads. */
final class Packing {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
  private final DataOutputStream out = new DataOutputStream(bytes);

  Packing number(long value) {
    try {
      for (long rest = value; ; rest >>>= 7) {
        if ((rest & ~0x7fL) == 0) {
          out.writeByte((int) rest);
          return this;
        }
        out.writeByte((int) (rest & 0x7f) | 0x80);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Packing bytes(byte[] value) {
    number(value.length);
    bytes.writeBytes(value);
    return this;
  }

  Packing payload(Payload value) {
    return bytes(value.bytes());
  }

  Packing text(String value) {
    return bytes(Args.bytes(value));
  }

  Packing maybe(Optional<?> value) {
    number(value.isPresent() ? 1 : 0);
    value.ifPresent(v -> text(v instanceof Enum<?> e ? e.name() : v.toString()));
    return this;
  }

  byte[] done() {
    return bytes.toByteArray();
  }
}
