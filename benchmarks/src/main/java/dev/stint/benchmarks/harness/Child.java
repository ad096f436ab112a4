package dev.stint.benchmarks.harness;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process of one role. It says lines that begin with {@value #MARK}, and is told words; all else
 * that it prints goes to a log.
 */
public final class Child implements AutoCloseable {

  /** Begins each line that is meant for the parent. */
  public static final String MARK = "@ ";

  private static final String RAN = "ran ";
  private static final String ENDED = "";
  private static final int SHOWN = 3_000;

  private final Process process;
  private final BufferedWriter in;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final Path log;
  private volatile long ran;

  public Child(List<String> command, Path log) throws IOException {
    this.log = log;
    this.process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "reader of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line);
      }
    } catch (IOException e) {
      // The process is gone: what it did not say is missed below.
    }
    said.add(ENDED);
  }

  private void take(String line) throws IOException {
    if (!line.startsWith(MARK)) {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } else if (line.startsWith(RAN, MARK.length())) {
      ran = Long.parseLong(line.substring(MARK.length() + RAN.length()));
    } else {
      said.add(line.substring(MARK.length()));
    }
  }

  public long pid() {
    return process.pid();
  }

  /** How many tasks it says it has executed. */
  public long ran() {
    return ran;
  }

  public boolean alive() {
    return process.isAlive();
  }

  public void tell(String word) {
    try {
      in.write(word + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(failure("cannot be told '" + word + "'"), e);
    }
  }

  /**
   * Waits for the next line that begins with a word, and answers what follows it.
   *
   * @throws IllegalStateException if the process ends first, or the time is over
   */
  public String hear(String word, int seconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (true) {
      String line = said.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new IllegalStateException(failure("did not say '" + word + "' in time"));
      }
      if (line.equals(ENDED)) {
        throw new IllegalStateException(failure("ended before it said '" + word + "'"));
      }
      if (line.equals(word) || line.startsWith(word + " ")) {
        return line.substring(word.length()).strip();
      }
    }
  }

  private String failure(String what) {
    String text = "";
    try {
      text = Files.readString(log);
    } catch (IOException e) {
      text = e.toString();
    }
    String end = text.substring(Math.max(0, text.length() - SHOWN));
    return "a process " + what + "; its log " + log + " ends with:\n" + end;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
