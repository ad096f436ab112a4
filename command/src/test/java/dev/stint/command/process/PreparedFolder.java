package dev.stint.command.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What every server of a kind begins with, made once a build under {@code target}: the first test
 * that needs it, of all JVMs, makes it, and all copy it.
 */
final class PreparedFolder {

  private static final Path FOLDER = Path.of("target", "servers").toAbsolutePath();

  private PreparedFolder() {}

  /** Fills an empty folder. */
  interface Making {
    void in(Path folder) throws IOException;
  }

  /** Answers the folder once it was filled, also if that was in another JVM. */
  static synchronized Path of(String name, Making making) throws IOException {
    Path folder = FOLDER.resolve(name);
    Path made = FOLDER.resolve(name + ".made");
    Files.createDirectories(FOLDER);
    try (FileChannel file =
            FileChannel.open(
                FOLDER.resolve(name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = file.lock()) {
      if (!Files.exists(made)) {
        remove(folder);
        making.in(Files.createDirectory(folder));
        Files.createFile(made);
      }
    }
    return folder;
  }

  /** A folder beside those that are prepared, for a server of this JVM. */
  static Path another(String name) throws IOException {
    Files.createDirectories(FOLDER);
    return Files.createTempDirectory(FOLDER, name);
  }

  /** Copies what is in a folder with its permissions. */
  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(folder));
            if (!Files.exists(copy)) {
              Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Removes a folder with all that is in it, if it is there. */
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, IOException failure)
              throws IOException {
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
