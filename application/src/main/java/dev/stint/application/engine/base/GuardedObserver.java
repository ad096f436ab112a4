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

/** The host's observer, whose failures are logged and harm nobody. Thread-safe. */
public final class GuardedObserver implements TaskObserver {

  private static final String WHAT = "the task observer";

  private final TaskObserver observer;

  private GuardedObserver(TaskObserver observer) {
    this.observer = observer;
  }

  /** The observer guarded, once; one that hears nothing needs no guard. */
  public static TaskObserver of(TaskObserver observer) {
    boolean harmless = observer == NONE || observer instanceof GuardedObserver;
    return harmless ? observer : new GuardedObserver(observer);
  }

  @Override
  public void began(Line line, Lane lane, Duration delay) {
    Guard.run(WHAT, () -> observer.began(line, lane, delay));
  }

  @Override
  public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
    Guard.run(WHAT, () -> observer.settled(line, lane, status, ran));
  }

  @Override
  public void stale(Line line) {
    Guard.run(WHAT, () -> observer.stale(line));
  }

  @Override
  public void leaseLost() {
    Guard.run(WHAT, observer::leaseLost);
  }

  @Override
  public void messagesDropped(Line line, long messages) {
    Guard.run(WHAT, () -> observer.messagesDropped(line, messages));
  }

  @Override
  public void storeFailed(String verb, boolean passing) {
    Guard.run(WHAT, () -> observer.storeFailed(verb, passing));
  }

  @Override
  public void ready(Instant now, List<ReadyDepth> depths) {
    Guard.run(WHAT, () -> observer.ready(now, depths));
  }

  @Override
  public void standing(Instant now, List<TaskCount> counts, List<WorkerView> workers) {
    Guard.run(WHAT, () -> observer.standing(now, counts, workers));
  }
}
