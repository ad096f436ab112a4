package dev.stint.application.spi;

import dev.stint.domain.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Recurring requests, by name. No adapter offers it yet.
 *
 * <p>The domain computes the next moment; the store only keeps it and lets one worker win it.
 */
public interface ScheduleStore {

  /** Keeps each schedule, replacing one of the same name; its next moment included. */
  void put(List<Schedule> schedules);

  /** Forgets the schedules; what they requested stays. */
  void remove(List<String> names);

  /** The schedules whose moment has come on the store's clock, the earliest first. */
  List<Schedule> due(int limit);

  /**
   * In one atomic step per item: if the schedule still stands at {@code from}, stores its task
   * (under an id derived from schedule and moment, so a repeat stores nothing new) and moves it to
   * {@code to}. STALE: another worker was first, and nothing was stored. GONE: no such schedule.
   */
  List<Landing> advance(List<Advance> advances);

  /**
   * @param next the next moment at which it requests
   * @param content pattern, zone and request template in the codec's form
   */
  record Schedule(String name, Instant next, Payload content) {}

  /**
   * @param task empty if the moment was missed and is left out
   */
  record Advance(String schedule, Instant from, Instant to, Optional<NewTask> task) {}
}
