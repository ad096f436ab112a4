package dev.stint.application.api.extend;

import dev.stint.domain.Owner;

/**
 * Makes a thread act for a task's owner, in the host's own security context. Opened around each
 * call of an action or hook of a task that has an owner, and closed on the same thread.
 * Thread-safe.
 */
@FunctionalInterface
public interface PrincipalScope {

  /** Changes nothing: every task acts for the host itself. */
  PrincipalScope NONE = owner -> () -> {};

  /** An exception fails the attempt, and the user code is not called. */
  Scope open(Owner owner) throws Exception;

  /** The thread acts for the owner until this is closed. */
  @FunctionalInterface
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
