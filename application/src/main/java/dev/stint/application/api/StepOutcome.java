package dev.stint.application.api;

import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an action left off. */
public sealed interface StepOutcome {

  /** The action is over. */
  static StepOutcome done() {
    return Done.PLAIN;
  }

  /** The action is over, and this is the task's result so far; encoded by the codec. */
  static StepOutcome done(Object result) {
    return new Done(Optional.of(result));
  }

  /** Work is left, from the last checkpoint. */
  static StepOutcome yielded() {
    return new Yielded(Optional.empty());
  }

  /** Work is left, from this cursor. */
  static StepOutcome yielded(Payload cursor) {
    return new Yielded(Optional.of(cursor));
  }

  /** Runs again after this delay; costs no attempt. */
  static StepOutcome snooze(Duration delay) {
    return new Snoozed(Due.in(delay));
  }

  /** Runs again at this moment, in the years 1970 to 2254; another one fails the task. */
  static StepOutcome snoozeUntil(Instant moment) {
    return new Snoozed(Due.at(moment));
  }

  /**
   * Not before what is awaited came, at most 24 hours; then the action is called again, at this
   * cursor. Costs no attempt. If it cannot come any more the action gives up; if it is late the
   * attempt fails.
   */
  static StepOutcome waitFor(Await awaited, Payload cursor) {
    return waitFor(awaited, cursor, Duration.ofHours(24));
  }

  static StepOutcome waitFor(Await awaited, Payload cursor, Duration atMost) {
    return new Waiting(awaited, cursor, atMost);
  }

  /** The action had nothing to do. */
  static StepOutcome skip(@Nullable String why) {
    return new Skipped(said(why));
  }

  /** The attempt failed; trying again may help. Null words count as none given. */
  static StepOutcome fail(@Nullable String why) {
    return new Failed(false, said(why));
  }

  /** The attempt failed and no other try can help. */
  static StepOutcome failForGood(@Nullable String why) {
    return new Failed(true, said(why));
  }

  record Done(Optional<Object> result) implements StepOutcome {
    private static final Done PLAIN = new Done(Optional.empty());
  }

  record Yielded(Optional<Payload> cursor) implements StepOutcome {}

  record Snoozed(Due until) implements StepOutcome {}

  record Waiting(Await awaited, Payload cursor, Duration atMost) implements StepOutcome {}

  record Skipped(String why) implements StepOutcome {}

  record Failed(boolean permanent, String why) implements StepOutcome {}

  /** Words of exceptions, which are often handed on here, may be missing. */
  private static String said(@Nullable String why) {
    return why == null ? "no reason given" : why;
  }
}
