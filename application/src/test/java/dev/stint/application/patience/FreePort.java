package dev.stint.application.patience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that tests start, and start again where they were. */
public final class FreePort {

  /** Where a node of a Redis cluster talks to the others: this far above its port. */
  public static final int BUS = 10_000;

  private static final int FIRST = 10_000;

  private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "stint-ports");

  /** Held until this JVM ends. */
  private static final List<FileLock> TAKEN = new ArrayList<>();

  private FreePort() {}

  /**
   * A port that nothing listens on, nor on that of its bus, and that no other test is given while
   * this JVM lives: a server may take long to start on it. It is below those that the system gives
   * to clients: one of them could get it before the server does, or while the server is away.
   */
  public static synchronized int take() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST + BUS);
      Optional<FileLock> lock = lock(port);
      if (lock.isPresent()) {
        TAKEN.add(lock.get());
        if (isFree(port) && isFree(port + BUS)) {
          return port;
        }
      }
    }
  }

  private static Optional<FileLock> lock(int port) {
    try {
      Files.createDirectories(FOLDER);
      FileChannel file =
          FileChannel.open(
              FOLDER.resolve(port + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tried(file);
      if (lock == null) {
        file.close();
      }
      return Optional.ofNullable(lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock tried(FileChannel file)
      throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException own) {
      return null;
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
