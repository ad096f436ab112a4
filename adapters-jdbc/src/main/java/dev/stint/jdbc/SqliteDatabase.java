package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
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

  private final Jdbi jdbi;
  private final Statements statements = Statements.of(Dialects.SQLITE);
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();
  private final KeptHandle writer;
  private final KeptHandle reader;
  private volatile boolean closed;
  private volatile boolean checked;

  /**
   * @param source whose connections have the settings of {@link #dataSource}
   */
  SqliteDatabase(DataSource source) {
    this.jdbi = Jdbis.over(source);
    this.jdbi.registerArgument(new UuidBinding(Dialects.SQLITE));
    this.writer = new KeptHandle(jdbi);
    this.reader = new KeptHandle(jdbi);
  }

  /** A data source with the settings that the promises need; also for migrations. */
  static SQLiteDataSource dataSource(String url) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new PatientSource(config);
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
      return checked(writer).inTransaction(handle -> HalfDone.in(handle, work));
    } catch (Throwable e) {
      writer.failed();
      throw e;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T read(Work<T> work) throws Exception {
    reading.lock();
    try {
      return work.in(checked(reader));
    } catch (Throwable e) {
      reader.failed();
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
          try {
            handle.execute("begin deferred");
            T answer = work.in(handle);
            handle.execute("rollback");
            return answer;
          } catch (Throwable e) {
            // The driver does not know of this transaction, in which later reads would be of then.
            reader.drop();
            throw e;
          }
        });
  }

  private Handle checked(KeptHandle kept) throws SQLException {
    if (closed) {
      throw new StoreException(StoreException.Kind.TRANSIENT, "the SQLite file was closed");
    }
    Handle handle = kept.get();
    if (!checked) {
      Schema.check(handle.getConnection());
      checked = true;
    }
    return handle;
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
