package dev.stint.redis;

import dev.stint.domain.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of one script call, in the order in which the script reads them. */
final class Args {

  private final List<byte[]> values = new ArrayList<>();
  private @Nullable Object last;

  Args add(byte[] value) {
    values.add(value);
    return this;
  }

  Args add(String value) {
    return add(bytes(value));
  }

  Args add(long value) {
    return add(Long.toString(value));
  }

  Args add(boolean value) {
    return add(value ? "1" : "0");
  }

  Args add(Payload value) {
    return add(value.bytes());
  }

  /** Whether the same was asked about last; from now on this was. */
  boolean repeats(Object head) {
    boolean repeated = head.equals(last);
    last = head;
    return repeated;
  }

  Args addAll(Args more) {
    values.addAll(more.values);
    return this;
  }

  List<byte[]> values() {
    return values;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(Object reply) {
    return new String((byte[]) reply, StandardCharsets.UTF_8);
  }
}
