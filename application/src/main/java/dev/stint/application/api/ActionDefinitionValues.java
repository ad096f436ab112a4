package dev.stint.application.api;

import dev.stint.domain.Bounds;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The settings behind {@link ActionDefinition}; see there. */
record ActionDefinitionValues<A>(
    String name,
    Supplier<?> body,
    boolean hasStart,
    boolean hasRecover,
    boolean chunked,
    boolean replays,
    RetryPolicy retry,
    int hookRetries,
    GiveUp giveUp,
    long maxSetAside,
    Duration chunkTarget,
    boolean simulating,
    Set<Policy> own)
    implements ActionDefinition<A> {

  ActionDefinitionValues {
    own = Set.copyOf(own);
    Bounds.span("the chunk target of action " + name, chunkTarget);
  }

  @Override
  public ActionDefinition<A> retry(RetryPolicy value) {
    return with(c -> c.own(Policy.RETRY).retry = value);
  }

  @Override
  public ActionDefinition<A> hookRetries(int value) {
    return with(c -> c.own(Policy.HOOK_RETRIES).hookRetries = value);
  }

  @Override
  public ActionDefinition<A> onGiveUp(GiveUp value) {
    return with(c -> c.own(Policy.GIVE_UP).giveUp = value);
  }

  @Override
  public ActionDefinition<A> unlessSet(RetryPolicy otherRetry, int otherTimes, GiveUp otherEnd) {
    return with(
        c -> {
          c.retry = own.contains(Policy.RETRY) ? retry : otherRetry;
          c.hookRetries = own.contains(Policy.HOOK_RETRIES) ? hookRetries : otherTimes;
          c.giveUp = own.contains(Policy.GIVE_UP) ? giveUp : otherEnd;
        });
  }

  @Override
  public ActionDefinition<A> maxSetAside(long value) {
    return with(c -> c.maxSetAside = value);
  }

  @Override
  public ActionDefinition<A> chunkTarget(Duration value) {
    return with(c -> c.chunkTarget = value);
  }

  @Override
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
    private boolean replays;
    private RetryPolicy retry;
    private int hookRetries;
    private GiveUp giveUp;
    private long maxSetAside;
    private Duration chunkTarget;
    private boolean simulating;
    private final Set<Policy> own = EnumSet.noneOf(Policy.class);

    private Copy(ActionDefinitionValues<A> from) {
      name = from.name;
      body = from.body;
      hasStart = from.hasStart;
      hasRecover = from.hasRecover;
      chunked = from.chunked;
      replays = from.replays;
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
      return new ActionDefinitionValues<>(
          name,
          body,
          hasStart,
          hasRecover,
          chunked,
          replays,
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
