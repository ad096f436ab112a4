package example;

import dev.stint.application.api.TaskDefinition;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import java.nio.file.Path;
import java.time.Duration;

/** Starts Stint on a SQLite file, and a page on port 8080 (or that of the system property). */
public final class Main {

  public static void main(String[] args) throws Exception {
    Shop shop = new Shop("jdbc:sqlite:shop.db");
    shop.open();
    JdbcStores database = JdbcStores.sqlite(shop.url()).migrate();
    Stint stint =
        Stint.on(database)
            .define(
                TaskDefinition.of(RaisePrices.TYPE, new RaisePrices(shop))
                    .stint(Duration.ofSeconds(5)))
            .define(new Book(Path.of("books")).definitions())
            .build();
    stint.work().start();
    Web web = Web.start(stint, shop, Integer.getInteger("port", 8080));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(web, stint, database)));
    System.out.println("open http://127.0.0.1:" + web.port() + "/");
  }

  /** What runs yields at its next chunk, and goes on when the program is started again. */
  private static void stop(Web web, Stint stint, JdbcStores database) {
    web.close();
    stint.close();
    try {
      database.close();
    } catch (Exception e) {
      System.err.println("the store was not closed: " + e);
    }
  }
}
