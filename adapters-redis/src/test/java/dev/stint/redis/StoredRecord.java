package dev.stint.redis;

import dev.stint.domain.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A task's record to be written past the scripts; the places are those of record.lua, from 0. */
final class StoredRecord {

  private static final int BODY_APART = 158;
  private static final int BODY = 159;
  private static final int LINE = 167;
  private static final int SPEC = 171;
  private static final int SERIAL = 177;
  private static final int WAITED = 180;
  private static final int TEXT = 181;

  private byte[] bytes;

  StoredRecord(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes;
  }

  char status() {
    return (char) bytes[0];
  }

  void letter(int place, char letter) {
    bytes[place] = (byte) letter;
  }

  private int number(int from, int to) {
    return Integer.parseInt(
        new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.ISO_8859_1), 10);
  }

  private int spec() {
    return TEXT + number(LINE, SPEC) + number(SERIAL, WAITED);
  }

  /** After the names of queue and type, each shorter than 128 bytes. */
  void lane(byte lane) {
    int queue = spec() + 1 + bytes[spec()];
    bytes[queue + 1 + bytes[queue]] = lane;
  }

  /** As {@link TaskCodec#run} writes it, with names of any kind; empty for none. */
  void run(String entry, String heldFrom, String blocked, String interruption) {
    int end = spec() + number(SPEC, SERIAL);
    int run = bytes[BODY_APART] == '1' ? end : end + number(BODY, LINE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, run);
    out.writeBytes(
        new Packing()
            .number(0)
            .text(entry)
            .payload(Payload.NONE)
            .number(0)
            .number(0)
            .number(0)
            .number(0)
            .maybe(some(heldFrom))
            .maybe(some(blocked))
            .maybe(some(interruption))
            .bytes(new byte[0])
            .done());
    bytes = out.toByteArray();
  }

  private static Optional<String> some(String name) {
    return Optional.of(name).filter(n -> !n.isEmpty());
  }
}
