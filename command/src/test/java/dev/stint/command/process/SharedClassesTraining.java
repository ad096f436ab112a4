package dev.stint.command.process;

import dev.stint.application.spi.StoreException;
import dev.stint.command.Main;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads what the processes of the tests load, and ends; its exit makes the archive. */
final class SharedClassesTraining {

  /** Where no server is: a driver is loaded before it finds out. */
  private static final List<String> NOBODY =
      List.of(
          "jdbc:postgresql://127.0.0.1:1/nobody?user=nobody",
          "jdbc:mariadb://127.0.0.1:1/nobody?user=nobody",
          "redis://127.0.0.1:1");

  private SharedClassesTraining() {}

  /**
   * @param args an empty folder
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    String sqlite = "jdbc:sqlite:" + folder.resolve("training.db");
    Path rows = Files.writeString(folder.resolve("rows.csv"), "id,name\n1,a\n");
    work("jdbc:h2:" + folder.resolve("training"));
    try (TestMongo mongo = TestMongo.standIn()) {
      work(mongo.url("training"));
    }
    for (String url : NOBODY) {
      try {
        work(url);
      } catch (StoreException expected) {
        System.out.println(expected.getMessage());
      }
    }
    // Ends the process.
    Main.main(new String[] {"import", rows.toString(), "--store", sqlite});
  }

  private static void work(String url) throws Exception {
    try (OpenStore store = StoreUrl.of(url).open(WorkerMain.LEASE)) {
      store.migrate();
      var stint = SeedsMain.stint(store);
      stint.tasks().request(SeedsMain.LINK.with("key 1: training"));
      stint.batches().runBatch(WorkerMain.LEASE);
    }
  }
}
