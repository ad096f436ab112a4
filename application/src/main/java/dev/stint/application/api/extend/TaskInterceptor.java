package dev.stint.application.api.extend;

import dev.stint.application.api.StepOutcome;
import java.util.Map;

/**
 * Stands around every call of an action's {@code execute}, on its thread and within its principal.
 * {@link #before} is called in the order of the chain, all else in the opposite one. Thread-safe.
 */
public interface TaskInterceptor {

  /** An exception fails the attempt; the action and the rest of the chain are not called. */
  default void before(TaskCall call) throws Exception {}

  /**
   * The action returned, {@link StepOutcome.Failed} included. An exception is logged and changes
   * nothing.
   */
  default void after(TaskCall call, StepOutcome outcome) throws Exception {}

  /** The action or {@link #before} threw. An exception is logged and changes nothing. */
  default void failed(TaskCall call, Throwable error) throws Exception {}

  /**
   * What to keep of this call for people, memory used for instance: asked once it is over, and
   * written as one message of the task. An exception is logged and changes nothing.
   */
  default Map<String, String> metadata(TaskCall call) {
    return Map.of();
  }
}
