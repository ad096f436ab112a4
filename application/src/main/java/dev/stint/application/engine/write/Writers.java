package dev.stint.application.engine.write;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.WriteBatch;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Makes the writers of a worker, which go on until it is closed. */
public final class Writers {

  private final TaskObserver observer;
  private final WorkerStop stop;
  private final WorkerStore workers;
  private final Lease lease;

  public Writers(TaskObserver observer, WorkerStop stop, WorkerStore workers, Lease lease) {
    this.observer = observer;
    this.stop = stop;
    this.workers = workers;
    this.lease = lease;
  }

  <T, R> Writer<T, R> writer(
      String verb, Function<List<T>, List<R>> send, ToLongFunction<T> bytes) {
    return writer(verb, send, bytes, WriteBatch.MOST_ROWS);
  }

  /**
   * @param rows at most in one write
   */
  <T, R> Writer<T, R> writer(
      String verb, Function<List<T>, List<R>> send, ToLongFunction<T> bytes, int rows) {
    return new Writer<>(
        verb,
        send,
        items -> WriteBatch.cut(items, bytes, rows),
        observer,
        stop::closed,
        this::reached);
  }

  /** Makes one that only asks, and gives nothing up. */
  <T, R> Writer<T, R> reader(String verb, Function<List<T>, List<R>> ask) {
    return new Writer<>(verb, ask, observer, stop::closed);
  }

  /**
   * Throws for a write that would have been tried again, had the worker not been closed.
   *
   * @throws AbandonedWriteException once it is
   */
  void mustGoOn(StoreException error) {
    if (stop.closed() && (error.isDenied() || error.isTransient())) {
      throw new AbandonedWriteException(error);
    }
  }

  TaskObserver observer() {
    return observer;
  }

  /**
   * Whether the store takes writes now: it took one that changes a row. One that changes nothing
   * goes well on stores that take no writes at all, such as a read-only replica of Redis.
   */
  boolean reached() {
    try {
      return workers.renew(lease.worker()).live();
    } catch (StoreException e) {
      lease.doubtful();
      return false;
    }
  }
}
