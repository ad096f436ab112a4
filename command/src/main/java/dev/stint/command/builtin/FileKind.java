package dev.stint.command.builtin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a path names a file that an import can read again after a crash, on any day. */
public final class FileKind {

  private static final String SAVE = "save it as a file first";

  private FileKind() {}

  /** One sentence, if it cannot be imported. Opens nothing: a pipe would wait for its writer. */
  public static Optional<String> refusal(String file) {
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      return Optional.of(file + " is a folder, not a file");
    }
    if (ofThisProcess(path.toAbsolutePath().normalize())) {
      return Optional.of(
          file + " is a device or this process's own input, which cannot be read again; " + SAVE);
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return Optional.of(
          file + " is a pipe, a socket or a device, which cannot be read again; " + SAVE);
    }
    return Files.isReadable(path)
        ? Optional.empty()
        : Optional.of("there is no readable file " + file);
  }

  private static boolean ofThisProcess(Path path) {
    return path.startsWith("/dev/stdin") || path.startsWith("/dev/fd") || path.startsWith("/proc");
  }
}
