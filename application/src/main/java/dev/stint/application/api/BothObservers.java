package dev.stint.application.api;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;

/** See {@link TaskObserver#and}. */
record BothObservers(TaskObserver first, TaskObserver second) implements TaskObserver {

  @Override
  public void began(Line line, Lane lane, Duration delay) {
    first.began(line, lane, delay);
    second.began(line, lane, delay);
  }

  @Override
  public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
    first.settled(line, lane, status, ran);
    second.settled(line, lane, status, ran);
  }

  @Override
  public void stale(Line line) {
    first.stale(line);
    second.stale(line);
  }

  @Override
  public void leaseLost() {
    first.leaseLost();
    second.leaseLost();
  }

  @Override
  public void storeFailed(String verb, boolean passing) {
    first.storeFailed(verb, passing);
    second.storeFailed(verb, passing);
  }
}
