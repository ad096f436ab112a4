package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.io.Reader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Makes or upgrades Stint's tables, and looks afterwards whether they are there. */
final class Migration {

  private final DataSource source;
  private final Dialect dialect;

  Migration(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  /**
   * @throws StoreException if the tables are not there afterwards
   */
  void run() {
    PoolSize.of(source).ifPresent(Migration::refuseSmall);
    HostConnections connections = HostConnections.unmigrated(source, dialect.needs());
    try {
      flyway(new LentConnections(connections)).migrate();
      Connection connection = connections.openConnection();
      try {
        refuseUnmade(connection);
      } finally {
        connections.closeConnection(connection);
      }
    } catch (SQLException | RuntimeException e) {
      throw Failures.of(e);
    }
  }

  private static void refuseSmall(int size) {
    if (size < 2) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "migrate() takes two connections at once and this pool gives one; set its maximum size to"
              + " at least 2");
    }
  }

  /** Nothing is searched for: neither a thread's class loader nor how jars are packed matters. */
  private Flyway flyway(DataSource lent) {
    return Flyway.configure(Migration.class.getClassLoader())
        .dataSource(lent)
        .resourceProvider(new Listed(dialect))
        .locations(new String[0])
        .table(Schema.HISTORY)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load();
  }

  private record Listed(Dialect dialect) implements ResourceProvider {

    @Override
    @SuppressWarnings("NullAway")
    public LoadableResource getResource(String name) {
      return Schema.MIGRATIONS.contains(name) ? opened(name) : null;
    }

    private LoadableResource opened(String name) {
      return new Text(name, Schema.migration(dialect, name));
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return Schema.MIGRATIONS.stream()
          .filter(name -> name.startsWith(prefix))
          .filter(name -> Arrays.stream(suffixes).anyMatch(name::endsWith))
          .map(this::opened)
          .toList();
    }
  }

  /** A migration as one database reads it. */
  private static final class Text extends LoadableResource {
    private final String name;
    private final String text;

    Text(String name, String text) {
      this.name = name;
      this.text = text;
    }

    @Override
    public Reader read() {
      return new StringReader(text);
    }

    @Override
    public String getAbsolutePath() {
      return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }

  /** A tool that finds nothing to do is content; the tables are not there all the same. */
  private static void refuseUnmade(Connection connection) throws SQLException {
    OptionalInt version = Schema.version(connection);
    if (version.isEmpty() || version.getAsInt() < Schema.VERSION) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "migrate() ran, and Stint's tables are not of version %d all the same"
              .formatted(Schema.VERSION));
    }
    Schema.check(connection);
  }
}
