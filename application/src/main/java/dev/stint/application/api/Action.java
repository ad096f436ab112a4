package dev.stint.application.api;

/**
 * One step of a task. Called by one thread at a time; runs at least once, so its effects should be
 * idempotent or go through an atomic chunk. It may also be a {@link StartHook} or {@link
 * RecoverHook}.
 */
@FunctionalInterface
public interface Action<A> {

  /** Works until it is done or {@code context.shouldYield()}. An exception fails the attempt. */
  StepOutcome execute(A arguments, ActionContext context) throws Exception;
}
