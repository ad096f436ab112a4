package dev.stint.testing;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.RecoverHook;
import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.TaskDefinition;
import dev.stint.domain.Fence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Actions whose time is up after so many looks or items: the clock then moves to the stint's end.
 */
final class TimedActions {

  private final int most;
  private final TestClock clock;

  TimedActions(int most, TestClock clock) {
    this.most = most;
    this.clock = clock;
  }

  <A> TaskDefinition<A> in(TaskDefinition<A> definition) {
    return definition.each(this::timed);
  }

  private <A> ActionDefinition<A> timed(ActionDefinition<A> action) {
    Object proxy = new Timed(action.body()).proxy(kinds(action));
    ActionDefinition<A> timed =
        ActionDefinition.<A>made(action.name(), proxy.getClass(), () -> proxy)
            .retry(action.retry())
            .hookRetries(action.hookRetries())
            .onGiveUp(action.giveUp())
            .maxSetAside(action.maxSetAside())
            .chunkTarget(action.chunkTarget());
    return action.simulating() ? timed.simulates() : timed;
  }

  private static Class<?>[] kinds(ActionDefinition<?> action) {
    List<Class<?>> kinds = new ArrayList<>();
    kinds.add(kind(action));
    if (action.hasStart()) {
      kinds.add(StartHook.class);
    }
    if (action.hasRecover()) {
      kinds.add(RecoverHook.class);
    }
    return kinds.toArray(Class<?>[]::new);
  }

  private static Class<?> kind(ActionDefinition<?> action) {
    if (action.replays()) {
      return ReplayableAction.class;
    }
    return action.chunked() ? ChunkedAction.class : Action.class;
  }

  private void timeIsUp(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (!left.isNegative()) {
      clock.pass(left);
    }
  }

  private static @Nullable Object invoked(
      Object real, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      method.setAccessible(true);
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** One action; what its stints did is counted anew under each fence. */
  private final class Timed {
    private final Supplier<?> body;
    private @Nullable Object made;
    private Fence under = new Fence(1);
    private int items;

    Timed(Supplier<?> body) {
      this.body = body;
    }

    Object proxy(Class<?>[] kinds) {
      return Proxy.newProxyInstance(
          TimedActions.class.getClassLoader(),
          kinds,
          (proxy, method, arguments) -> call(method, arguments));
    }

    private Object real() {
      Object now = made;
      if (now == null) {
        now = body.get();
        made = now;
      }
      return now;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
        throws Throwable {
      if (arguments == null || arguments.length < 2) {
        return invoked(real(), method, arguments);
      }
      Object last = arguments[arguments.length - 1];
      if (method.getName().equals("execute") && last instanceof ActionContext context) {
        arguments[arguments.length - 1] = looking(context);
        return invoked(real(), method, arguments);
      }
      Object answer = invoked(real(), method, arguments);
      if (last instanceof ChunkContext chunk) {
        did(chunk.action(), arguments[1] instanceof Collection<?> all ? all.size() : 1);
      }
      return answer;
    }

    private void did(ActionContext context, int more) {
      items = context.fence().equals(under) ? items + more : more;
      under = context.fence();
      if (items >= most) {
        timeIsUp(context.deadline());
      }
    }

    private ActionContext looking(ActionContext context) {
      int[] looks = new int[1];
      return (ActionContext)
          Proxy.newProxyInstance(
              TimedActions.class.getClassLoader(),
              new Class<?>[] {ActionContext.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("shouldYield") && ++looks[0] >= most) {
                  timeIsUp(context.deadline());
                }
                return invoked(context, method, arguments);
              });
    }
  }
}
