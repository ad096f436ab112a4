package dev.stint.application.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** The log of a class throws whatever it is told, until closed. */
public final class BrokenLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger log;
  private final AtomicInteger told = new AtomicInteger();

  private BrokenLog(Logger log) {
    this.log = log;
  }

  public static BrokenLog of(Class<?> speaker) {
    BrokenLog broken = new BrokenLog((Logger) LoggerFactory.getLogger(speaker));
    broken.start();
    broken.log.addAppender(broken);
    return broken;
  }

  /** How often it threw. */
  public int told() {
    return told.get();
  }

  @Override
  protected void append(ILoggingEvent event) {
    told.incrementAndGet();
    throw new OutOfMemoryError("pretended");
  }

  @Override
  public void close() {
    log.detachAppender(this);
  }
}
