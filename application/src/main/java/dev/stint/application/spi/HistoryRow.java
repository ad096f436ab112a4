package dev.stint.application.spi;

import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One stint that ended other than well or last, or the end that a restart undid: when, as what,
 * after how much work, by whom.
 *
 * @param the result of an end that a restart undid; else NONE
 */
public record HistoryRow(
    Instant at,
    Fence fence,
    TaskStatus status,
    int attempt,
    Duration ran,
    Optional<Failure> failure,
    Optional<WorkerId> worker,
    Payload result) {

  /** Of a stint whose worker is not known. */
  public HistoryRow(
      Instant at,
      Fence fence,
      TaskStatus status,
      int attempt,
      Duration ran,
      Optional<Failure> failure) {
    this(at, fence, status, attempt, ran, failure, Optional.empty(), Payload.NONE);
  }
}
