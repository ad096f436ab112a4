package dev.stint.benchmarks.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** Which numbered tasks a worker executed, how often, and when last. Thread-safe. */
public final class Tally {

  /** For each number four bytes of count and eight of when, both with the lowest byte first. */
  static final int WIDTH = Integer.BYTES + Double.BYTES;

  private final AtomicIntegerArray counts;
  private final double[] when;
  private final AtomicLong ran = new AtomicLong();

  public Tally(int tasks) {
    this.counts = new AtomicIntegerArray(tasks);
    this.when = new double[tasks];
  }

  /** Takes what {@link #name} made. */
  public void ran(String name) {
    ran(Integer.parseInt(name, name.indexOf('-') + 1, name.length(), 10));
  }

  public void ran(int number) {
    when[number] = System.nanoTime();
    counts.incrementAndGet(number);
    ran.incrementAndGet();
  }

  /** The arguments of a numbered task. */
  public static String name(int number) {
    return "order-" + number;
  }

  public long ran() {
    return ran.get();
  }

  /** For {@link Executions} of another process. */
  public void write(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(when.length * WIDTH).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < when.length; i++) {
      bytes.putInt(counts.get(i)).putDouble(when[i]);
    }
    Files.write(file, bytes.array());
  }
}
