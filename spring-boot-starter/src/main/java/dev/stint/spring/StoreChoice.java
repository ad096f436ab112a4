package dev.stint.spring;

import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.StoreException;
import dev.stint.jdbc.HostTransactions;
import dev.stint.jdbc.JdbcStores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens the store that the properties name, or else the database that is there. */
final class StoreChoice {

  private static final String WORDS_OF_CHOICE =
      "Add a data source (spring-boot-starter-jdbc and spring.datasource.url), name a SQLite file"
          + " (stint.store=sqlite and stint.url), or set stint.store=memory to try.";

  private final StintProperties properties;
  private final Duration lease;
  private final Optional<DataSource> source;

  StoreChoice(StintProperties properties, Duration lease, Optional<DataSource> source) {
    this.properties = properties;
    this.lease = lease;
    this.source = source;
  }

  /**
   * @param transactions of the application on a data source
   * @throws WrongSettingException if what is set and what is there do not go together
   */
  StoreBackend open(Function<DataSource, HostTransactions> transactions) {
    if (properties.store() == StoreKind.MEMORY) {
      return new MemoryBackend(InstantSource.system());
    }
    String url = properties.url();
    JdbcStores database = url == null ? overSource() : sqlite(url);
    JdbcStores made = properties.migrate() ? migrated(database) : database;
    if (made.ownConnection()) {
      return source.<StoreBackend>map(s -> new SqliteBackend(made, s)).orElse(made);
    }
    return made.chunksIn(transactions.apply(source.orElseThrow()));
  }

  private JdbcStores migrated(JdbcStores database) {
    try {
      return database.migrate();
    } catch (StoreException e) {
      if (e.isTransient()) {
        throw e;
      }
      throw unfit(String.valueOf(e.getMessage()), e);
    }
  }

  private WrongSettingException unfit(String why, @Nullable Throwable cause) {
    return new WrongSettingException(
        "stint.store=%s cannot use the database: %s".formatted(word(), why),
        "Change the data source (spring.datasource), or take another store (stint.store).",
        cause);
  }

  private String word() {
    return properties.store().name().toLowerCase(Locale.ROOT);
  }

  private JdbcStores sqlite(String url) {
    boolean named = properties.store() == StoreKind.AUTO || properties.store() == StoreKind.SQLITE;
    if (!named || !url.startsWith("jdbc:sqlite:")) {
      throw new WrongSettingException(
          "stint.url=%s is no SQLite file, the only store that is named by a URL".formatted(url),
          "Use jdbc:sqlite:FILE, or take stint.url out and set spring.datasource.url.");
    }
    return JdbcStores.sqlite(url);
  }

  private JdbcStores overSource() {
    DataSource there =
        source.orElseThrow(
            () ->
                new WrongSettingException(
                    "stint.store=%s needs a data source, and the application has none"
                        .formatted(word()),
                    WORDS_OF_CHOICE));
    return switch (properties.store()) {
      case POSTGRESQL -> JdbcStores.postgresql(there, lease);
      case MYSQL -> JdbcStores.mysql(there);
      case H2 -> JdbcStores.h2(there);
      case SQLITE -> sqlite(found(there));
      default -> found(there);
    };
  }

  private JdbcStores sqlite(JdbcStores found) {
    if (!found.ownConnection()) {
      throw unfit("the data source is of another database than SQLite", null);
    }
    return found;
  }

  private JdbcStores found(DataSource there) {
    try {
      return JdbcStores.of(there, lease);
    } catch (StoreException e) {
      if (e.isTransient()) {
        throw e;
      }
      throw new WrongSettingException(
          "stint.store=auto finds no store in the data source: " + e.getMessage(),
          "Point stint.data-source at a PostgreSQL, MySQL, MariaDB, H2 or SQLite database.",
          e);
    }
  }
}
