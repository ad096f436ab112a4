package dev.stint.bootstrap.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, whose lines are read and which can be stopped like any process. */
final class Child implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final List<String> heard = new ArrayList<>();

  private Child(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "child-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Runs the main class with this test's own class path. */
  static Child start(Class<?> main, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(words));
    return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(said::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      said.add("the child's words are lost: " + e);
    }
  }

  /** Waits for the next line that begins so; those before it are passed over. */
  String hear(String beginning) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String line = said.poll(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new AssertionError("never said '" + beginning + "', only " + heard);
      }
      heard.add(line);
      if (line.startsWith(beginning)) {
        return line;
      }
    }
  }

  /** Everything said so far. */
  List<String> words() {
    said.drainTo(heard);
    return List.copyOf(heard);
  }

  void stop() throws Exception {
    signal("STOP");
  }

  void goOn() throws Exception {
    signal("CONT");
  }

  void terminate() throws Exception {
    signal("TERM");
  }

  private void signal(String name) throws IOException, InterruptedException {
    String pid = String.valueOf(process.pid());
    int exit = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new AssertionError("kill -" + name + " " + pid + " answered " + exit);
    }
  }

  /** Whether the kernel holds it stopped: state T. */
  boolean stopped() throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
  }

  boolean alive() {
    return process.isAlive();
  }

  int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("does not end; it said " + words());
    }
    return process.exitValue();
  }

  @Override
  public void close() throws Exception {
    process.destroyForcibly().waitFor();
  }
}
