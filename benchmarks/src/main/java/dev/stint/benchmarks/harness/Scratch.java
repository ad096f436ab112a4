package dev.stint.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory for the logs and tallies of one measurement; it stays if the measurement fails. */
public final class Scratch {

  private final Path path;

  public Scratch() throws IOException {
    this.path = Files.createTempDirectory("stint-bench");
  }

  public Path path() {
    return path;
  }

  public Path file(String name) {
    return path.resolve(name);
  }

  public void delete() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(path)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(path);
  }
}
