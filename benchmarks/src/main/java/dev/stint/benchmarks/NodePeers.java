package dev.stint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The peers on Node, installed with npm beside this module's output when they are asked for. */
final class NodePeers {

  private static final Path SOURCES = Path.of("benchmarks/node");
  private static final Path INSTALLED = Path.of("benchmarks/target/node");
  private static final int PATIENCE_MINUTES = 10;

  private NodePeers() {}

  /** Words that start a role, without its arguments; or nothing, and why is printed. */
  static List<String> command() throws InterruptedException {
    try {
      install();
      return List.of(node().toString(), INSTALLED.resolve("role.mjs").toString());
    } catch (IOException e) {
      System.out.println("not measured, for want of Node's packages: " + e.getMessage());
      return List.of();
    }
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    List<Path> sources;
    try (Stream<Path> files = Files.list(SOURCES)) {
      sources = files.toList();
    }
    for (Path source : sources) {
      Path copy = INSTALLED.resolve(source.getFileName());
      Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    Path done = INSTALLED.resolve("installed.json");
    Path wanted = SOURCES.resolve("package.json");
    if (!Files.exists(done) || Files.mismatch(done, wanted) != -1) {
      npm();
      Files.copy(wanted, done, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void npm() throws IOException, InterruptedException {
    Path log = INSTALLED.resolve("npm.log");
    // None of the packages needs its install script, and what is not run cannot do harm.
    Process npm =
        new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!npm.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IOException("npm install failed; see " + log);
    }
  }

  /** The one that npm brought, which the peers ask for; else the machine's own. */
  private static Path node() throws IOException {
    try (Stream<Path> found =
        Files.find(
            INSTALLED.resolve("node_modules"),
            3,
            (path, facts) ->
                path.endsWith(Path.of("bin", "node")) && path.toString().contains("node-"))) {
      return found.findFirst().orElse(Path.of("node"));
    }
  }
}
