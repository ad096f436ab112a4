package dev.stint.benchmarks.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tallies of all workers together. */
public final class Executions {

  private final int[] counts;
  private final double[] when;

  public Executions(int tasks) {
    this.counts = new int[tasks];
    this.when = new double[tasks];
  }

  /** Adds what one worker wrote. */
  public void add(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < counts.length; i++) {
      counts[i] += bytes.getInt();
      when[i] = Math.max(when[i], bytes.getDouble());
    }
  }

  public int missing() {
    int missing = 0;
    for (int count : counts) {
      missing += count == 0 ? 1 : 0;
    }
    return missing;
  }

  public int twice() {
    int twice = 0;
    for (int count : counts) {
      twice += count > 1 ? 1 : 0;
    }
    return twice;
  }

  /** In nanoseconds of the machine's own clock, by number. */
  public double when(int number) {
    return when[number];
  }
}
