package dev.stint.command.process;

import dev.stint.application.spi.StoreException;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A worker process of the chaos test. */
final class ChaosWorker {

  private ChaosWorker() {}

  /**
   * @param args the store's URL, the file of its book, whether chunks are atomic
   */
  public static void main(String[] args) throws InterruptedException {
    OpenStore store = open(args[0]);
    ChaosBook book = ChaosBook.at(Path.of(args[1]));
    ChaosTypes.stint(store, book, Boolean.parseBoolean(args[2])).work().start();
    System.out.println("WORKING");
    new CountDownLatch(1).await();
  }

  /** As a supervisor would start it again where the store is away. */
  private static OpenStore open(String url) {
    while (true) {
      try {
        return StoreUrl.of(url).open(ChaosTypes.LEASE);
      } catch (StoreException away) {
        System.out.println("AWAY " + away.getMessage());
        LockSupport.parkNanos(200_000_000);
      }
    }
  }
}
