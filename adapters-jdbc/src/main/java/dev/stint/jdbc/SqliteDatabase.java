package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file: every write of this process goes through one connection, in transactions that
 * begin IMMEDIATE; reads go beside it. WAL, synchronous FULL.
 */
final class SqliteDatabase implements Database, AutoCloseable {

  private static final int BUSY_MILLIS = 10_000;

  private final Jdbi jdbi;
  private final Statements statements = new Statements(Dialects.SQLITE);
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();
  private Handle writer;
  private Handle reader;
  private volatile boolean closed;
  private volatile boolean checked;

  /**
   * @param source whose connections have the settings of {@link #dataSource}
   */
  SqliteDatabase(DataSource source) {
    this.jdbi = Jdbi.create(source);
    this.jdbi.registerArgument(new UuidBinding(Dialects.SQLITE));
    this.writer = jdbi.open();
    this.reader = jdbi.open();
  }

  /** A data source with the settings that the promises need; also for migrations. */
  static SQLiteDataSource dataSource(String url) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  @Override
  public Statements statements() {
    return statements;
  }

  /** The machine's clock is the store's: every process that uses the file is on this machine. */
  @Override
  public Clock clock() {
    return Clock.MACHINE;
  }

  @Override
  public boolean oneWriter() {
    return true;
  }

  @Override
  public boolean ownConnection() {
    return true;
  }

  @Override
  public <T> T write(Work<T> work) throws Exception {
    writing.lock();
    try {
      check(writer);
      return writer.inTransaction(handle -> HalfDone.in(handle, work));
    } catch (Throwable e) {
      if (!closed) {
        writer = renewed(writer);
      }
      throw e;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T read(Work<T> work) throws Exception {
    reading.lock();
    try {
      check(reader);
      return work.in(reader);
    } catch (Throwable e) {
      if (!closed) {
        reader = renewed(reader);
      }
      throw e;
    } finally {
      reading.unlock();
    }
  }

  /** By a statement of its own: a transaction of the driver's would begin as one that writes. */
  @Override
  public <T> T view(Work<T> work) throws Exception {
    return read(
        handle -> {
          handle.execute("begin deferred");
          try {
            return work.in(handle);
          } finally {
            handle.execute("rollback");
          }
        });
  }

  private void check(Handle handle) throws SQLException {
    if (closed) {
      throw new StoreException(StoreException.Kind.TRANSIENT, "the SQLite file was closed");
    }
    if (!checked) {
      Schema.check(handle.getConnection());
      checked = true;
    }
  }

  /** A connection that failed may hold half a transaction: another takes its place. */
  private Handle renewed(Handle old) {
    try {
      Connection connection = old.getConnection();
      if (!connection.isClosed() && connection.getAutoCommit()) {
        return old;
      }
    } catch (Throwable e) {
      // It is not asked again.
    }
    Handle fresh = jdbi.open();
    try {
      old.close();
    } catch (Throwable e) {
      abandon(old);
    }
    return fresh;
  }

  /** What it holds would keep everybody else from writing. */
  private static void abandon(Handle old) {
    try {
      old.getConnection().close();
    } catch (Throwable e) {
      // Nothing more can be done with it.
    }
  }

  /** Waits for the write and the reading that are under way; later ones are refused. */
  @Override
  public void close() {
    writing.lock();
    reading.lock();
    try {
      if (!closed) {
        closed = true;
        writer.close();
        reader.close();
      }
    } finally {
      reading.unlock();
      writing.unlock();
    }
  }
}
