package dev.stint.command.process;

import dev.stint.application.spi.StoreException;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A worker process of the chaos test. */
final class ChaosWorker {

  private ChaosWorker() {}

  /**
   * @param args the store's URL, the file of its book, whether chunks are atomic; then its lease,
   *     if it is not the usual one
   */
  public static void main(String[] args) throws InterruptedException {
    Duration lease = args.length > 3 ? Duration.parse(args[3]) : ChaosTypes.LEASE;
    OpenStore store = open(args[0], lease);
    ChaosBook book = ChaosBook.at(Path.of(args[1]));
    ChaosTypes.stint(store, book, Boolean.parseBoolean(args[2]), lease).work().start();
    System.out.println("WORKING");
    new CountDownLatch(1).await();
  }

  /** As a supervisor would start it again where the store is away. */
  private static OpenStore open(String url, Duration lease) {
    while (true) {
      try {
        return StoreUrl.of(url).open(lease);
      } catch (StoreException away) {
        System.out.println("AWAY " + away.getMessage());
        LockSupport.parkNanos(200_000_000);
      }
    }
  }
}
