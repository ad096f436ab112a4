package dev.stint.application.api;

import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One action of a task type: its name, its maker (called once, when first needed), its policies.
 *
 * @param body either an {@link Action} or a {@link ChunkedAction}
 * @param hooked whether the body has hooks; known before the body is made
 */
public record ActionDefinition<A>(
    String name,
    Supplier<?> body,
    boolean hasStart,
    boolean hasRecover,
    boolean chunked,
    RetryPolicy retry,
    int hookRetries,
    GiveUp giveUp,
    long maxSetAside,
    Duration chunkTarget) {

  /** Set aside at most so many items, or 1 % of those processed if that is more. */
  public static final long DEFAULT_SET_ASIDE = 100;

  /** Never sets an item aside: an item that fails fails the attempt. */
  public static final long NO_SET_ASIDE = -1;

  public static final Duration DEFAULT_CHUNK_TARGET = Duration.ofMillis(250);

  public static <A> ActionDefinition<A> of(String name, Action<A> action) {
    return made(name, action.getClass(), () -> action);
  }

  public static <A> ActionDefinition<A> of(String name, ChunkedAction<A, ?, ?> action) {
    return made(name, action.getClass(), () -> action);
  }

  /** An action whose maker is asked when it is first needed; its class tells its hooks. */
  public static <A> ActionDefinition<A> made(String name, Class<?> type, Supplier<?> maker) {
    return new ActionDefinition<>(
        name,
        maker,
        StartHook.class.isAssignableFrom(type),
        RecoverHook.class.isAssignableFrom(type),
        ChunkedAction.class.isAssignableFrom(type),
        RetryPolicy.DEFAULT,
        dev.stint.domain.life.ActionPolicy.DEFAULT_HOOK_RETRIES,
        GiveUp.FAIL_TASK,
        DEFAULT_SET_ASIDE,
        DEFAULT_CHUNK_TARGET);
  }

  public ActionDefinition<A> retry(RetryPolicy value) {
    return new ActionDefinition<>(
        name,
        body,
        hasStart,
        hasRecover,
        chunked,
        value,
        hookRetries,
        giveUp,
        maxSetAside,
        chunkTarget);
  }

  public ActionDefinition<A> hookRetries(int value) {
    return new ActionDefinition<>(
        name, body, hasStart, hasRecover, chunked, retry, value, giveUp, maxSetAside, chunkTarget);
  }

  public ActionDefinition<A> onGiveUp(GiveUp value) {
    return new ActionDefinition<>(
        name,
        body,
        hasStart,
        hasRecover,
        chunked,
        retry,
        hookRetries,
        value,
        maxSetAside,
        chunkTarget);
  }

  public ActionDefinition<A> maxSetAside(long value) {
    return new ActionDefinition<>(
        name, body, hasStart, hasRecover, chunked, retry, hookRetries, giveUp, value, chunkTarget);
  }

  public ActionDefinition<A> chunkTarget(Duration value) {
    return new ActionDefinition<>(
        name, body, hasStart, hasRecover, chunked, retry, hookRetries, giveUp, maxSetAside, value);
  }
}
