package dev.stint.application.engine.base;

import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.extend.CommitListener;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.application.api.extend.PrincipalScope;
import dev.stint.application.api.extend.TaskInterceptor;
import dev.stint.application.api.extend.TaskTracer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the host put around its tasks. Immutable; each method answers a copy with one more.
 *
 * @param interceptors the outermost first
 * @param declared the schedules named in its code
 * @param access what tasks requested by a principal may refer to
 */
public record HostExtensions(
    PrincipalScope principals,
    List<TaskInterceptor> interceptors,
    List<FailureNotifier> notifiers,
    List<CommitListener> listeners,
    DeclaredSchedules declared,
    AccessPolicy access,
    TaskTracer tracer) {

  public static final HostExtensions NONE =
      new HostExtensions(
          PrincipalScope.NONE,
          List.of(),
          List.of(),
          List.of(),
          DeclaredSchedules.NONE,
          AccessPolicy.BY_ROLE,
          TaskTracer.NONE);

  public HostExtensions {
    interceptors = List.copyOf(interceptors);
    notifiers = List.copyOf(notifiers);
    listeners = List.copyOf(listeners);
    tracer = GuardedTracer.of(tracer);
  }

  public HostExtensions principals(PrincipalScope value) {
    return new HostExtensions(value, interceptors, notifiers, listeners, declared, access, tracer);
  }

  public HostExtensions with(TaskInterceptor innermost) {
    return new HostExtensions(
        principals, more(interceptors, innermost), notifiers, listeners, declared, access, tracer);
  }

  public HostExtensions with(FailureNotifier notifier) {
    return new HostExtensions(
        principals, interceptors, more(notifiers, notifier), listeners, declared, access, tracer);
  }

  public HostExtensions with(CommitListener listener) {
    return new HostExtensions(
        principals, interceptors, notifiers, more(listeners, listener), declared, access, tracer);
  }

  public HostExtensions declared(DeclaredSchedules value) {
    return new HostExtensions(
        principals, interceptors, notifiers, listeners, value, access, tracer);
  }

  public HostExtensions access(AccessPolicy value) {
    return new HostExtensions(
        principals, interceptors, notifiers, listeners, declared, value, tracer);
  }

  public HostExtensions tracer(TaskTracer value) {
    return new HostExtensions(
        principals, interceptors, notifiers, listeners, declared, access, value);
  }

  private static <T> List<T> more(List<T> some, T one) {
    List<T> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }
}
