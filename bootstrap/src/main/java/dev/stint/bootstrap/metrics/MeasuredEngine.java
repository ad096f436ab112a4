package dev.stint.bootstrap.metrics;

import dev.stint.application.api.AskTasks;
import dev.stint.application.api.RunBatch;
import dev.stint.application.api.Work;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the gauges fresh while an engine works, and empty while it does not. Thread-safe. */
public final class MeasuredEngine implements Work, RunBatch {

  /** Reading the gauges costs by the tasks that are ready: not more often than they are scraped. */
  public static final Duration EVERY = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(MeasuredEngine.class);

  private final Work work;
  private final RunBatch batches;
  private final StintMetrics metrics;
  private final AskTasks ask;
  private final Duration every;
  private Refreshing day = Refreshing.NONE;

  /**
   * @param every how often the gauges are read; first at once
   */
  public MeasuredEngine(
      Work work, RunBatch batches, StintMetrics metrics, AskTasks ask, Duration every) {
    this.work = work;
    this.batches = batches;
    this.metrics = metrics;
    this.ask = ask;
    this.every = every;
  }

  /** Ends when closed. */
  private interface Refreshing extends AutoCloseable {
    Refreshing NONE = () -> {};

    @Override
    void close();
  }

  @Override
  public synchronized void start() {
    work.start();
    if (day == Refreshing.NONE) {
      day = refreshing();
    }
  }

  @Override
  public synchronized void stop(Duration patience) {
    day.close();
    day = Refreshing.NONE;
    work.stop(patience);
    metrics.forget();
  }

  @Override
  public Condition condition() {
    return work.condition();
  }

  /** The gauges stay as the batch left them: a host that is scraped between batches sees that. */
  @Override
  public Report runBatch(Limits limits) {
    try (Refreshing during = refreshing()) {
      return batches.runBatch(limits);
    } finally {
      refresh();
    }
  }

  private Refreshing refreshing() {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(this::thread);
    timer.scheduleWithFixedDelay(this::refresh, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    return timer::shutdownNow;
  }

  private Thread thread(Runnable body) {
    Thread thread = new Thread(body, "stint-metrics");
    thread.setDaemon(true);
    return thread;
  }

  /** An error thrown here would end the timer. */
  private void refresh() {
    try {
      metrics.refresh(ask);
    } catch (RuntimeException e) {
      LOG.warn("the gauges could not be read", e);
    }
  }
}
