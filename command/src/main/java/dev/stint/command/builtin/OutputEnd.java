package dev.stint.command.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads all that a program prints and keeps its end, so that it never waits and fills no disk. */
final class OutputEnd implements Runnable {

  private static final int LONGEST = 10_000;

  private final InputStream from;
  private final byte[] ring = new byte[LONGEST];
  private long read;

  OutputEnd(InputStream from) {
    this.from = from;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[8_192];
    try (from) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        keep(buffer, n);
      }
    } catch (IOException e) {
      // The program was ended; what it printed until then is kept.
      keep(new byte[0], 0);
    }
  }

  private synchronized void keep(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) (read++ % LONGEST)] = bytes[i];
    }
  }

  /** What is no UTF-8 is shown by a sign. */
  synchronized String text() {
    int length = (int) Math.min(read, LONGEST);
    byte[] end = new byte[length];
    for (int i = 0; i < length; i++) {
      end[i] = ring[(int) ((read - length + i) % LONGEST)];
    }
    return new String(end, StandardCharsets.UTF_8);
  }
}
