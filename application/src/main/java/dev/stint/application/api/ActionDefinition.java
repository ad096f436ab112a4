package dev.stint.application.api;

import dev.stint.domain.life.ActionPolicy;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One action of a task type: its name, its maker (called once, when first needed), its policies.
 * Immutable; each method that takes a value answers a refined copy. Later versions may add
 * settings.
 */
public sealed interface ActionDefinition<A> permits ActionDefinitionValues {

  /** What a preset may say where the action itself does not. */
  enum Policy {
    RETRY,
    HOOK_RETRIES,
    GIVE_UP
  }

  /** Set aside at most this many items, or 1 % of those processed if that is more. */
  long DEFAULT_SET_ASIDE = 100;

  /** How long a chunk is meant to take, unless it is set. */
  Duration DEFAULT_CHUNK_TARGET = Duration.ofMillis(250);

  /** Never sets an item aside: an item that fails fails the attempt. */
  long NO_SET_ASIDE = -1;

  static <A> ActionDefinition<A> of(String name, Action<A> action) {
    return made(name, action.getClass(), () -> action);
  }

  static <A> ActionDefinition<A> of(String name, ChunkedAction<A, ?, ?> action) {
    return made(name, action.getClass(), () -> action);
  }

  /** An action whose maker is asked when it is first needed; its class tells its hooks. */
  static <A> ActionDefinition<A> made(String name, Class<?> type, Supplier<?> maker) {
    return new ActionDefinitionValues<>(
        name,
        maker,
        StartHook.class.isAssignableFrom(type),
        RecoverHook.class.isAssignableFrom(type),
        ChunkedAction.class.isAssignableFrom(type),
        ReplayableAction.class.isAssignableFrom(type),
        RetryPolicy.DEFAULT,
        ActionPolicy.DEFAULT_HOOK_RETRIES,
        GiveUp.FAIL_TASK,
        DEFAULT_SET_ASIDE,
        DEFAULT_CHUNK_TARGET,
        false,
        Set.of());
  }

  /** Unique among the actions of its task. */
  String name();

  /** Either an {@link Action} or a {@link ChunkedAction}. */
  Supplier<?> body();

  /** Whether the body is a {@link StartHook}; known before the body is made. */
  boolean hasStart();

  /** Whether the body is a {@link RecoverHook}. */
  boolean hasRecover();

  /** Whether the body is a {@link ChunkedAction}. */
  boolean chunked();

  /** Whether the body is a {@link ReplayableAction}. */
  boolean replays();

  /** What follows a failed attempt. */
  RetryPolicy retry();

  /** How many times a hook that fails is tried again. */
  int hookRetries();

  /** What follows when the retries are used up. */
  GiveUp giveUp();

  /**
   * How many failing items are set aside before the attempt fails, or 1 % of those processed if
   * that is more.
   */
  long maxSetAside();

  /** How long a chunk is meant to take. */
  Duration chunkTarget();

  /** Whether it leaves its effects out when its context says so. */
  boolean simulating();

  /** Which of the policies were set for this action, and are not left to defaults. */
  Set<Policy> own();

  ActionDefinition<A> retry(RetryPolicy value);

  ActionDefinition<A> hookRetries(int value);

  ActionDefinition<A> onGiveUp(GiveUp value);

  /** A copy with these policies, except those that were set for the action itself. */
  ActionDefinition<A> unlessSet(RetryPolicy otherRetry, int otherTimes, GiveUp otherEnd);

  ActionDefinition<A> maxSetAside(long value);

  ActionDefinition<A> chunkTarget(Duration value);

  /**
   * Declares that it can simulate: it has no effects while {@link ActionContext#simulate}. Atomic
   * chunks roll back by themselves. Requests to simulate are refused for all other actions.
   */
  ActionDefinition<A> simulates();
}
