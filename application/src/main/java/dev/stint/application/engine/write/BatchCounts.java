package dev.stint.application.engine.write;

import dev.stint.application.spi.Claim;
import dev.stint.domain.life.TaskStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts how stints ended and keeps their last messages, for a report. Thread-safe. */
public final class BatchCounts {

  private static final int MOST_MESSAGES = 1_000;

  private final AtomicLongArray ended = new AtomicLongArray(TaskStatus.values().length);
  private final Queue<String> messages = new ConcurrentLinkedQueue<>();
  private final AtomicInteger said = new AtomicInteger();

  void settled(TaskStatus status) {
    ended.incrementAndGet(status.ordinal());
  }

  public void said(Claim claim, String message) {
    if (said.incrementAndGet() <= MOST_MESSAGES) {
      messages.add(claim.spec().line().type() + " " + claim.key().task() + ": " + message);
    }
  }

  public Map<TaskStatus, Long> counts() {
    Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      if (ended.get(status.ordinal()) > 0) {
        counts.put(status, ended.get(status.ordinal()));
      }
    }
    return counts;
  }

  public List<String> messages() {
    return List.copyOf(messages);
  }
}
