package dev.stint.command.process;

import dev.stint.command.Main;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An archive of the classes of this JVM's class path, made once a build and Java under {@code
 * target}, from which other JVMs start with a third of the work.
 *
 * @param classPath holds the same classes, in the same order; an archive knows those of jars only
 * @param options use the archive; none where it could not be made, for nothing depends on it
 */
record SharedClasses(String classPath, List<String> options) {

  private static final Path FOLDER =
      Path.of("target", "shared-classes", System.getProperty("java.version")).toAbsolutePath();
  private static final int PATIENCE_MINUTES = 10;

  /** Of this JVM; the first that asks makes them, all others wait. */
  static SharedClasses here() {
    return Here.CLASSES;
  }

  private static final class Here {
    static final SharedClasses CLASSES = of(System.getProperty("java.class.path"));
  }

  private static SharedClasses of(String classPath) {
    try {
      Files.createDirectories(FOLDER);
      try (FileChannel file =
              FileChannel.open(
                  FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = file.lock()) {
        return lockedOf(classPath);
      }
    } catch (IOException | UncheckedIOException e) {
      System.out.println("no archive of classes: " + e);
      return new SharedClasses(classPath, List.of());
    }
  }

  private static SharedClasses lockedOf(String classPath) throws IOException {
    Path made = FOLDER.resolve("made-of.txt");
    Path archive = FOLDER.resolve("classes.jsa");
    String stamp = stamp(classPath);
    String jars = jars(classPath);
    if (!Files.exists(made) || !Files.readString(made).equals(stamp)) {
      Files.deleteIfExists(made);
      Files.deleteIfExists(archive);
      packDirectories(classPath);
      train(jars, archive);
      Files.writeString(made, stamp);
    }
    // What an archive cannot be used for is no matter, and nothing that a process should say.
    return new SharedClasses(
        jars,
        Files.exists(archive)
            ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable")
            : List.of());
  }

  /** Only an archive that a process ended well with is kept: one that is cut could end it. */
  private static void train(String jars, Path archive) throws IOException {
    String folder = Files.createTempDirectory(FOLDER, "training").toString();
    Path fresh = FOLDER.resolve("fresh.jsa");
    Files.deleteIfExists(fresh);
    if (runs("-XX:ArchiveClassesAtExit=" + fresh, jars, SharedClassesTraining.class, folder)
        && runs("-XX:SharedArchiveFile=" + fresh, jars, Main.class, "--version")) {
      Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static boolean runs(String option, String jars, Class<?> main, String word)
      throws IOException {
    Process process =
        new ProcessBuilder(ChildJvm.command(List.of(option), jars, main.getName(), List.of(word)))
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve(main.getSimpleName() + ".txt").toFile())
            .start();
    try {
      return process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String jars(String classPath) {
    List<String> entries = entries(classPath);
    List<String> jars = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      jars.add(Files.isDirectory(Path.of(entries.get(i))) ? jar(i).toString() : entries.get(i));
    }
    return String.join(File.pathSeparator, jars);
  }

  private static void packDirectories(String classPath) throws IOException {
    List<String> entries = entries(classPath);
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    for (int i = 0; i < entries.size(); i++) {
      if (Files.isDirectory(Path.of(entries.get(i)))) {
        PrintWriter said = new PrintWriter(System.out, true);
        String target = jar(i).toString();
        if (jar.run(said, said, "--create", "-0", "--file", target, "-C", entries.get(i), ".")
            != 0) {
          throw new IOException("cannot write " + target);
        }
      }
    }
  }

  private static Path jar(int index) {
    return FOLDER.resolve(index + ".jar");
  }

  private static List<String> entries(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> Files.exists(Path.of(entry)))
        .toList();
  }

  /** Changes with each file. */
  private static String stamp(String classPath) throws IOException {
    StringBuilder stamp = new StringBuilder(System.getProperty("java.home")).append('\n');
    for (String entry : entries(classPath)) {
      try (Stream<Path> files = Files.walk(Path.of(entry))) {
        stamp.append(
            files
                .filter(Files::isRegularFile)
                .sorted()
                .map(SharedClasses::told)
                .collect(Collectors.joining("\n", "", "\n")));
      }
    }
    return stamp.toString();
  }

  private static String told(Path file) {
    try {
      return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
