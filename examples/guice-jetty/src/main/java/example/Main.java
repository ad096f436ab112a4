package example;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.Server;

/** Starts Stint on a SQLite file, and Jetty on port 8080 (or that of the system property). */
public final class Main {

  public static void main(String[] args) throws Exception {
    int port = Integer.getInteger("port", 8080);
    String token =
        Optional.ofNullable(System.getenv("STINT_TOKEN")).orElse(UUID.randomUUID().toString());
    JdbcStores database = JdbcStores.sqlite("jdbc:sqlite:shop.db").migrate();
    Injector injector = Guice.createInjector(new ShopModule(database));
    Stint stint = injector.getInstance(Stint.class);
    stint.work().start();
    Server server = injector.getInstance(WebServer.class).start(port, token);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stint, database)));
    System.out.println("open http://127.0.0.1:" + port + "/stint/ and sign in with " + token);
  }

  /** What runs yields, and goes on when the program is started again. */
  private static void stop(Server server, Stint stint, JdbcStores database) {
    try (database;
        stint) {
      server.stop();
    } catch (Exception e) {
      System.err.println("not all was closed: " + e);
    }
  }
}
