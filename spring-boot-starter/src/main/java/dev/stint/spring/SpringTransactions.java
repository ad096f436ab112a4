package dev.stint.spring;

import dev.stint.application.spi.StoreException;
import dev.stint.jdbc.HostTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The transactions of the application on one data source. Thread-safe. */
final class SpringTransactions implements HostTransactions {

  private final DataSource source;
  private final Supplier<PlatformTransactionManager> manager;

  /**
   * @param manager asked when a chunk begins: what it needs may need Stint
   */
  SpringTransactions(DataSource source, Supplier<PlatformTransactionManager> manager) {
    this.source = source;
    this.manager = manager;
  }

  /** The connection of the transaction that this thread is in, if it is one on the data source. */
  static Optional<Connection> current(DataSource source) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()
        || !(TransactionSynchronizationManager.getResource(source)
            instanceof ConnectionHolder holder)) {
      return Optional.empty();
    }
    try {
      Connection connection = holder.getConnection();
      return connection.getAutoCommit() ? Optional.empty() : Optional.of(connection);
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Kind.TRANSIENT, "the transaction's connection is broken", e);
    }
  }

  @Override
  public <T> T inNew(Work<T> work) throws Exception {
    PlatformTransactionManager transactions = manager.get();
    DefaultTransactionDefinition wanted =
        new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    wanted.setName("stint.chunk");
    TransactionStatus status = transactions.getTransaction(wanted);
    T answer;
    try {
      answer = work.in(new Begun(connection(transactions), status));
    } catch (Throwable e) {
      rollback(transactions, status, e);
      throw e;
    }
    transactions.commit(status);
    return answer;
  }

  private static void rollback(
      PlatformTransactionManager transactions, TransactionStatus status, Throwable why) {
    try {
      transactions.rollback(status);
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private Connection connection(PlatformTransactionManager transactions) {
    return current(source)
        .orElseThrow(
            () ->
                new StoreException(
                    StoreException.Kind.PERMANENT,
                    "the transaction manager %s opens no transaction on Stint's data source: set"
                            .formatted(transactions.getClass().getSimpleName())
                        + " stint.transaction-manager to one that does, or to none"));
  }

  private record Begun(Connection connection, TransactionStatus status) implements Open {

    @Override
    public void flush() {
      if (status.isRollbackOnly()) {
        throw new UnexpectedRollbackException(
            "the chunk's transaction was marked to be rolled back by code in it, such as a"
                + " @Transactional method that threw");
      }
      status.flush();
    }
  }
}
