package dev.stint.command.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A {@link WorkerMain} in a JVM of its own, with what it said. */
final class WorkerProcess implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(180);

  private final Process process;
  private final Path said;

  private WorkerProcess(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  static WorkerProcess start(Path folder, String... args) throws IOException {
    return startMain(WorkerMain.class.getName(), folder, args);
  }

  /** Starts another main, in this JVM's own working directory. */
  static WorkerProcess startMain(String main, Path folder, String... args) throws IOException {
    return startMain(main, folder, Path.of("").toAbsolutePath(), args);
  }

  /**
   * @param folder for what it says
   * @param works the working directory
   */
  static WorkerProcess startMain(String main, Path folder, Path works, String... args)
      throws IOException {
    return launch(ChildJvm.command(main, List.of(args)), folder, works);
  }

  /**
   * Starts another main as a word of another program, such as one that takes it off the network.
   */
  static WorkerProcess startUnder(List<String> program, String main, Path folder, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(ChildJvm.command(main, List.of(args)));
    return launch(command, folder, Path.of("").toAbsolutePath());
  }

  private static WorkerProcess launch(List<String> command, Path folder, Path works)
      throws IOException {
    Path said = Files.createTempFile(folder, "worker", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(works.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    return new WorkerProcess(process, said);
  }

  /** So far; the last line may be a part of one, and its last character a part of one. */
  List<String> said() {
    try {
      return new String(Files.readAllBytes(said), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean ended() {
    return !process.isAlive();
  }

  /** Waits for the end; answers the exit code. */
  int exit() {
    await("its end", this::ended);
    return process.exitValue();
  }

  void awaitWords(String words) {
    await(words + " from " + said, () -> said().contains(words));
  }

  /** Sends a signal, such as STOP or CONT. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill -" + name + " failed");
    }
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks until it is so. */
  static void await(String what, BooleanSupplier so) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + PATIENCE + " in vain for " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
