package dev.stint.jdbc;

import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * The host's connections as Stint needs them, whatever the pool sets: each is taken with
 * auto-commit on and writable, and given back as it was. The first is asked whether this build can
 * work with the database at all. Thread-safe.
 */
final class HostConnections implements ConnectionFactory {

  /** What one kind of database needs beside what all need. */
  interface Needs {

    Needs NONE =
        new Needs() {
          @Override
          public void look(Connection first) {}

          @Override
          public Undo set(Connection taken) {
            return Undo.NOTHING;
          }
        };

    /**
     * Looks at the first connection, once.
     *
     * @throws StoreException permanent, in one sentence, if Stint cannot work with this database
     */
    void look(Connection first) throws SQLException;

    /** Whether a server answers, which may hang. */
    default boolean overNetwork() {
      return true;
    }

    /** Whether its transactions must not write at the same time; known once one was looked at. */
    default boolean oneWriter() {
      return false;
    }

    /** What a host should know of such a database, each a sentence. */
    default List<String> warnings() {
      return List.of();
    }

    /**
     * Whether the connection is good for nothing while its pool takes it for a good one; another
     * may do.
     */
    default boolean isOver(SQLException error) {
      return false;
    }

    /** Sets a connection that is taken; answers how to set it back. */
    Undo set(Connection taken) throws SQLException;
  }

  /** One listens, one renews leases while another claims or settles, one is for requests. */
  private static final int LEAST = 4;

  /** More than pools keep: those that a database left behind that was closed under them. */
  private static final int MOST_OVER = 100;

  private final DataSource source;
  private final Needs needs;
  private final Map<Connection, Undo> changed =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final boolean migrated;
  private final EndableThreads endable = new EndableThreads();
  private volatile boolean looked;

  private HostConnections(DataSource source, Needs needs, boolean migrated) {
    this.source = source;
    this.needs = needs;
    this.migrated = migrated;
  }

  /** For work with Stint's tables, whose version is looked at. */
  HostConnections(DataSource source, Needs needs) {
    this(source, needs, true);
  }

  /** For making the tables. */
  static HostConnections unmigrated(DataSource source, Needs needs) {
    return new HostConnections(source, needs, false);
  }

  /** Whether transactions must not write at the same time. */
  boolean oneWriter() {
    return needs.oneWriter();
  }

  /** The same pool, for what needs no tables. */
  HostConnections unmigrated() {
    return unmigrated(source, needs);
  }

  /**
   * Takes a connection.
   *
   * @throws StoreException transient, if there is none
   */
  @Override
  public Connection openConnection() {
    for (int i = 0; i < MOST_OVER; i++) {
      Optional<Connection> good = goodConnection();
      if (good.isPresent()) {
        return good.get();
      }
    }
    throw new StoreException(
        StoreException.Kind.TRANSIENT, "the pool gives connections to a database that was closed");
  }

  /** Empty if the pool gave one that is over, which is dropped. */
  private Optional<Connection> goodConnection() {
    Connection taken = taken();
    Undo undo = Undo.UNKNOWN;
    endable.took(taken);
    try {
      undo = plain(taken);
      if (!looked) {
        needs.look(taken);
      }
      Undo plain = undo;
      undo = Undo.UNKNOWN;
      undo = needs.set(taken).then(plain);
      if (!looked) {
        checkTables(taken);
      }
    } catch (SQLException | RuntimeException e) {
      boolean over = e instanceof SQLException sql && needs.isOver(sql);
      if (over) {
        DroppedConnections.drop(source, taken);
      }
      giveBack(taken, undo);
      if (over) {
        return Optional.empty();
      }
      throw Failures.of(e);
    } catch (Error e) {
      giveBack(taken, undo);
      throw e;
    }
    if (undo != Undo.NOTHING) {
      changed.put(taken, undo);
    }
    return Optional.of(taken);
  }

  /** The threads that have connections from here: of a pool, for an interrupt ends its waits. */
  Optional<EndableThreads> endable() {
    return PoolSize.of(source).isPresent() ? Optional.of(endable) : Optional.empty();
  }

  /** On a connection as Stint sets it: what limits the host's statements would limit these. */
  private void checkTables(Connection first) throws SQLException {
    if (migrated) {
      Schema.check(first);
    }
    looked = true;
  }

  /** Whatever a pool throws when it has none, there may be one later. */
  private Connection taken() {
    try {
      return source.getConnection();
    } catch (SQLException | RuntimeException e) {
      throw new StoreException(
          StoreException.Kind.TRANSIENT,
          "no connection to the database: " + Causes.words(Causes.root(e)),
          e);
    }
  }

  private static Undo plain(Connection taken) throws SQLException {
    Undo undo = Undo.NOTHING;
    if (!taken.getAutoCommit()) {
      taken.setAutoCommit(true);
      undo = connection -> connection.setAutoCommit(false);
    }
    if (taken.isReadOnly()) {
      taken.setReadOnly(false);
      // Before auto-commit, which opens a transaction.
      undo = ((Undo) connection -> connection.setReadOnly(true)).then(undo);
    }
    return undo;
  }

  @Override
  public void closeConnection(Connection connection) {
    release(connection);
  }

  /** Gives a connection back as it was; never throws. */
  void release(Connection connection) {
    Undo undo = changed.remove(connection);
    giveBack(connection, undo == null ? Undo.NOTHING : undo);
  }

  /**
   * Whatever is thrown here, errors too: what was done with the connection is done, and who hears
   * that it failed would do it again.
   */
  private static void giveBack(Connection connection, Undo undo) {
    try {
      if (!connection.getAutoCommit()) {
        // A rollback failed: to set auto-commit now would commit half a transaction.
        Undo.UNKNOWN.on(connection);
      }
      undo.on(connection);
    } catch (Throwable e) {
      // It is broken, or not as it was: nobody else is to work with it.
      EndableThreads.abort(connection);
    }
    try {
      connection.close();
    } catch (Throwable e) {
      // The pool looks after its own.
    }
  }

  /**
   * Drivers and pools that do not know it are not asked again: no reason to tell nothing at all.
   */
  private static boolean mayHang(Connection taken) {
    try {
      return taken.getNetworkTimeout() == 0;
    } catch (SQLException | RuntimeException | LinkageError unknown) {
      return false;
    }
  }

  /** What a host should know of its pool, as a connection of it shows. */
  List<String> warnings(Connection taken) {
    List<String> found = new ArrayList<>(needs.warnings());
    if (needs.overNetwork() && mayHang(taken)) {
      found.add(
          "no socketTimeout: a server that hangs, or a connection that went silent, holds a thread"
              + " up without end; set socketTimeout in the JDBC URL");
    }
    int size = PoolSize.of(source).orElse(LEAST);
    if (size < LEAST) {
      found.add(
          "the pool gives at most %d connections; set its maximum size to parallelism + 4"
              .formatted(size));
    }
    return found;
  }
}
