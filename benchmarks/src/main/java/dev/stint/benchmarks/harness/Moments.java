package dev.stint.benchmarks.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A moment for each number, in nanoseconds of the machine's own clock. */
public final class Moments {

  private final double[] nanos;

  public Moments(int size) {
    this.nanos = new double[size];
  }

  private Moments(double[] nanos) {
    this.nanos = nanos;
  }

  public static Moments read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    double[] nanos = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(nanos);
    return new Moments(nanos);
  }

  /** For each number its own caller. */
  public void set(int number, double moment) {
    nanos[number] = moment;
  }

  public double get(int number) {
    return nanos[number];
  }

  /** Doubles, the lowest byte first. */
  public void write(Path file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(nanos.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(nanos);
    Files.write(file, bytes.array());
  }
}
