package dev.stint.application.engine.base;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The host's observer, whose failures are logged and harm nobody. Which of its calls do not come
 * back is known. Thread-safe.
 */
public final class GuardedObserver implements TaskObserver {

  private static final String WHAT = "the task observer";

  private final TaskObserver observer;
  private final Ticker ticker;
  private final Map<Thread, Long> underWay = new ConcurrentHashMap<>();

  private GuardedObserver(TaskObserver observer, Ticker ticker) {
    this.observer = observer;
    this.ticker = ticker;
  }

  /** The observer guarded, once; one that hears nothing needs no guard. */
  public static TaskObserver of(TaskObserver observer, Ticker ticker) {
    boolean harmless = observer == NONE || observer instanceof GuardedObserver;
    return harmless ? observer : new GuardedObserver(observer, ticker);
  }

  /** Whether a call of this observer has not come back for so long: its thread does no work. */
  public static boolean hangs(TaskObserver observer, Duration longest) {
    return observer instanceof GuardedObserver guarded && guarded.hangs(longest.toNanos());
  }

  private boolean hangs(long longest) {
    long now = ticker.nanos();
    return underWay.values().stream().anyMatch(since -> now - since >= longest);
  }

  /** An observer may ask what makes the engine tell it more, on the same thread. */
  private void tell(Guard.Code code) {
    Thread thread = Thread.currentThread();
    boolean outermost = underWay.putIfAbsent(thread, ticker.nanos()) == null;
    Guard.run(WHAT, code);
    if (outermost) {
      underWay.remove(thread);
    }
  }

  @Override
  public void serves(List<Line> lines) {
    tell(() -> observer.serves(lines));
  }

  @Override
  public void began(Line line, Lane lane, Duration delay) {
    tell(() -> observer.began(line, lane, delay));
  }

  @Override
  public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
    tell(() -> observer.settled(line, lane, status, ran));
  }

  @Override
  public void stale(Line line) {
    tell(() -> observer.stale(line));
  }

  @Override
  public void leaseLost() {
    tell(observer::leaseLost);
  }

  @Override
  public void messagesDropped(Line line, long messages) {
    tell(() -> observer.messagesDropped(line, messages));
  }

  @Override
  public void setAside(Line line, long items) {
    tell(() -> observer.setAside(line, items));
  }

  @Override
  public void storeFailed(String verb, boolean passing) {
    tell(() -> observer.storeFailed(verb, passing));
  }

  @Override
  public void ready(Instant now, List<ReadyDepth> depths) {
    tell(() -> observer.ready(now, depths));
  }

  @Override
  public void standing(Instant now, List<TaskCount> counts, List<WorkerView> workers) {
    tell(() -> observer.standing(now, counts, workers));
  }
}
