package dev.stint.application.engine.base;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.spi.StoreException;

/** Errors after which a loop goes round again: all are counted, those of no store are logged. */
public final class LoopErrors {

  private final TaskObserver observer;

  public LoopErrors(TaskObserver observer) {
    this.observer = observer;
  }

  public void failed(String what, Throwable error) {
    boolean passing = !(error instanceof StoreException e) || e.isTransient();
    observer.storeFailed(what, passing);
    if (!(error instanceof StoreException)) {
      Guard.log(what, error);
    }
  }
}
