package dev.stint.spring;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * Chunks on a connection of the store's own, which is the data source's connection for whatever the
 * chunk's thread does: {@code JdbcTemplate} and {@code @Transactional} methods take part. For a
 * thread that is in no transaction.
 */
final class BoundChunks implements ChunkStore {

  private final ChunkStore store;
  private final DataSource source;

  BoundChunks(ChunkStore store, DataSource source) {
    this.store = store;
    this.source = source;
  }

  @Override
  public List<Class<?>> transactionKinds() {
    return store.transactionKinds();
  }

  @Override
  public CheckpointResult inChunk(Work work) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      return store.inChunk(work);
    }
    TransactionSynchronizationManager.initSynchronization();
    int end = TransactionSynchronization.STATUS_ROLLED_BACK;
    try {
      CheckpointResult answer = store.inChunk(session -> bound(session, work));
      if (answer.landing().landed()) {
        end = TransactionSynchronization.STATUS_COMMITTED;
        TransactionSynchronizationUtils.triggerAfterCommit();
      }
      return answer;
    } finally {
      List<TransactionSynchronization> told =
          TransactionSynchronizationManager.getSynchronizations();
      TransactionSynchronizationManager.clear();
      TransactionSynchronizationUtils.invokeAfterCompletion(told, end);
    }
  }

  private Checkpoint bound(Session session, Work work) throws Exception {
    ConnectionHolder holder = new ActiveConnection(session.as(Connection.class));
    TransactionSynchronizationManager.bindResource(source, holder);
    TransactionSynchronizationManager.setActualTransactionActive(true);
    try {
      Checkpoint checkpoint = work.in(session);
      if (holder.isRollbackOnly()) {
        throw new UnexpectedRollbackException(
            "the chunk's transaction was marked to be rolled back by code in it, such as a"
                + " @Transactional method that threw");
      }
      TransactionSynchronizationUtils.triggerBeforeCommit(false);
      return checkpoint;
    } finally {
      TransactionSynchronizationUtils.triggerBeforeCompletion();
      TransactionSynchronizationManager.setActualTransactionActive(false);
      TransactionSynchronizationManager.unbindResource(source);
    }
  }

  /** Whoever uses it joins the transaction, and never closes the connection. */
  private static final class ActiveConnection extends ConnectionHolder {
    ActiveConnection(Connection connection) {
      super(connection, true);
      setSynchronizedWithTransaction(true);
      requested();
    }
  }
}
