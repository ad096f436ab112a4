package dev.stint.application.api;

import dev.stint.domain.Bounds;
import dev.stint.domain.life.ActionPolicy;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One action of a task type: its name, its maker (called once, when first needed), its policies.
 *
 * @param body either an {@link Action} or a {@link ChunkedAction}
 * @param hasStart whether the body is a {@link StartHook}; known before the body is made
 * @param simulating whether it leaves its effects out when its context says so
 * @param own which of the policies were set for this action, and are not left to defaults
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
    Duration chunkTarget,
    boolean simulating,
    Set<Policy> own) {

  /** What a preset may say where the action itself does not. */
  public enum Policy {
    RETRY,
    HOOK_RETRIES,
    GIVE_UP
  }

  public ActionDefinition {
    own = Set.copyOf(own);
    Bounds.span("the chunk target of action " + name, chunkTarget);
  }

  /** Set aside at most this many items, or 1 % of those processed if that is more. */
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
        ActionPolicy.DEFAULT_HOOK_RETRIES,
        GiveUp.FAIL_TASK,
        DEFAULT_SET_ASIDE,
        DEFAULT_CHUNK_TARGET,
        false,
        Set.of());
  }

  public ActionDefinition<A> retry(RetryPolicy value) {
    return with(c -> c.own(Policy.RETRY).retry = value);
  }

  public ActionDefinition<A> hookRetries(int value) {
    return with(c -> c.own(Policy.HOOK_RETRIES).hookRetries = value);
  }

  public ActionDefinition<A> onGiveUp(GiveUp value) {
    return with(c -> c.own(Policy.GIVE_UP).giveUp = value);
  }

  /** The same with these policies, those aside that were set for the action itself. */
  public ActionDefinition<A> unlessSet(RetryPolicy otherRetry, int otherTimes, GiveUp otherEnd) {
    return with(
        c -> {
          c.retry = own.contains(Policy.RETRY) ? retry : otherRetry;
          c.hookRetries = own.contains(Policy.HOOK_RETRIES) ? hookRetries : otherTimes;
          c.giveUp = own.contains(Policy.GIVE_UP) ? giveUp : otherEnd;
        });
  }

  public ActionDefinition<A> maxSetAside(long value) {
    return with(c -> c.maxSetAside = value);
  }

  public ActionDefinition<A> chunkTarget(Duration value) {
    return with(c -> c.chunkTarget = value);
  }

  /**
   * Declares that it can simulate: it has no effects while {@link ActionContext#simulate}. Atomic
   * chunks roll back by themselves. Requests to simulate are refused for all other actions.
   */
  public ActionDefinition<A> simulates() {
    return with(c -> c.simulating = true);
  }

  private ActionDefinition<A> with(Consumer<Copy<A>> change) {
    Copy<A> copy = new Copy<>(this);
    change.accept(copy);
    return copy.done();
  }

  /** A copy in the making. */
  private static final class Copy<A> {
    private String name;
    private Supplier<?> body;
    private boolean hasStart;
    private boolean hasRecover;
    private boolean chunked;
    private RetryPolicy retry;
    private int hookRetries;
    private GiveUp giveUp;
    private long maxSetAside;
    private Duration chunkTarget;
    private boolean simulating;
    private final Set<Policy> own = EnumSet.noneOf(Policy.class);

    private Copy(ActionDefinition<A> from) {
      name = from.name;
      body = from.body;
      hasStart = from.hasStart;
      hasRecover = from.hasRecover;
      chunked = from.chunked;
      retry = from.retry;
      hookRetries = from.hookRetries;
      giveUp = from.giveUp;
      maxSetAside = from.maxSetAside;
      chunkTarget = from.chunkTarget;
      simulating = from.simulating;
      own.addAll(from.own);
    }

    private Copy<A> own(Policy policy) {
      own.add(policy);
      return this;
    }

    private ActionDefinition<A> done() {
      return new ActionDefinition<>(
          name,
          body,
          hasStart,
          hasRecover,
          chunked,
          retry,
          hookRetries,
          giveUp,
          maxSetAside,
          chunkTarget,
          simulating,
          own);
    }
  }
}
