package dev.stint.application.api.extend;

import dev.stint.domain.Owner;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Failure;
import java.util.Optional;

/**
 * Hears of failures that need attention, once the failure is durable: that a critical task ended
 * FAILED, and that a task reached the attempt at which its type wants to be heard of.
 *
 * <p>Called by a thread of its own, one notice after another; it may take its time. An exception is
 * logged. A process that dies after the settlement and before the notice tells nobody.
 */
@FunctionalInterface
public interface FailureNotifier {

  FailureNotifier NONE = notice -> {};

  void failed(Notice notice) throws Exception;

  /** Why somebody is told. */
  enum Reason {
    /** A critical task ended FAILED. */
    FAILED,
    /** The attempt at which the definition asked to be told. */
    ATTEMPT_REACHED
  }

  /**
   * @param attempts tries of the action that failed since it last moved on, this one included
   */
  record Notice(
      Reason reason,
      TaskId task,
      TaskTypeName type,
      Optional<String> name,
      Optional<Owner> owner,
      int attempts,
      Failure failure) {

    /** One line for people. */
    public String words() {
      String who = "task " + task + " (" + type + name.map(n -> ", " + n).orElse("") + ")";
      String what =
          reason == Reason.FAILED ? " failed permanently" : " failed attempt number " + attempts;
      return who + what + ": " + failure.kind() + ": " + failure.message();
    }
  }
}
