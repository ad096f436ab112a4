package dev.stint.application.engine.run;

import dev.stint.application.api.HookDecision;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.extend.CommitListener;
import dev.stint.application.api.extend.PrincipalScope;
import dev.stint.application.api.extend.TaskCall;
import dev.stint.application.api.extend.TaskInterceptor;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.spi.Claim;
import dev.stint.domain.Message;
import dev.stint.domain.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls user code as its owner and within the chain of interceptors. Thread-safe. */
public final class UserCode {

  private final PrincipalScope principals;
  private final List<TaskInterceptor> chain;
  private final List<CommitListener> listeners;

  public UserCode(HostExtensions around) {
    this.principals = around.principals();
    this.chain = around.interceptors();
    this.listeners = around.listeners();
  }

  /** Calls a hook, as the owner only. */
  public HookDecision<Object> decide(Optional<Owner> owner, Callable<HookDecision<Object>> hook)
      throws Exception {
    return given(as(owner, hook), "the hook", "a HookDecision");
  }

  private static <T> T given(@Nullable T answer, String who, String what) {
    if (answer == null) {
      throw new IllegalStateException(who + " returned null; it has to return " + what);
    }
    return answer;
  }

  private <T> T as(Optional<Owner> owner, Callable<T> code) throws Exception {
    try {
      return called(owner, code);
    } catch (InterruptedException e) {
      Interrupts.remember();
      throw e;
    } finally {
      // What it left set is not for the engine's own writes.
      Interrupts.clear();
    }
  }

  private <T> T called(Optional<Owner> owner, Callable<T> code) throws Exception {
    if (owner.isEmpty() || principals == PrincipalScope.NONE) {
      return code.call();
    }
    try (PrincipalScope.Scope scope = principals.open(owner.get())) {
      return code.call();
    }
  }

  /**
   * Calls an action.
   *
   * @param call makes what interceptors are told, if there are any
   */
  public StepOutcome execute(
      Optional<Owner> owner, Supplier<TaskCall> call, Callable<StepOutcome> action)
      throws Exception {
    return chain.isEmpty()
        ? outcome(as(owner, action))
        : as(owner, () -> intercepted(call.get(), action));
  }

  private static StepOutcome outcome(@Nullable StepOutcome answer) {
    return given(answer, "the action", "a StepOutcome, such as StepOutcome.done()");
  }

  private StepOutcome intercepted(TaskCall call, Callable<StepOutcome> action) throws Exception {
    int[] entered = {0};
    StepOutcome outcome;
    try {
      for (TaskInterceptor interceptor : chain) {
        entered[0]++;
        interceptor.before(call);
      }
      outcome = outcome(action.call());
    } catch (LeaseLostException e) {
      throw e;
    } catch (Throwable e) {
      backwards(entered[0], i -> i.failed(call, e));
      keepMetadata(call, entered[0]);
      throw e;
    }
    backwards(entered[0], i -> i.after(call, outcome));
    keepMetadata(call, entered[0]);
    return outcome;
  }

  /** Tells that a chunk committed. */
  void committed(Claim claim, String action, Supplier<List<String>> items) {
    if (listeners.isEmpty()) {
      return;
    }
    Guard.run("telling of a chunk that committed", () -> tell(claim, action, items.get()));
  }

  private void tell(Claim claim, String action, List<String> items) {
    CommitListener.Committed chunk =
        new CommitListener.Committed(claim.spec().line().type(), claim.key().task(), action, items);
    for (CommitListener listener : listeners) {
      Guard.run(
          "the commit listener " + listener.getClass().getName(), () -> listener.committed(chunk));
    }
  }

  /** What is told to an interceptor. */
  private interface Telling {
    void to(TaskInterceptor interceptor) throws Exception;
  }

  private void backwards(int entered, Telling telling) {
    for (int i = entered - 1; i >= 0; i--) {
      try {
        telling.to(chain.get(i));
      } catch (LeaseLostException e) {
        throw e;
      } catch (Throwable e) {
        Guard.log("the interceptor " + chain.get(i).getClass().getName(), e);
      }
    }
  }

  private void keepMetadata(TaskCall call, int entered) {
    Map<String, String> all = new TreeMap<>();
    backwards(entered, i -> all.putAll(i.metadata(call)));
    if (!all.isEmpty()) {
      call.context().message(Message.Level.INFO, "metadata: " + all);
    }
  }
}
