package dev.stint.application.engine;

import dev.stint.application.api.AccessPolicy;
import dev.stint.application.api.CommitListener;
import dev.stint.application.api.FailureNotifier;
import dev.stint.application.api.PrincipalScope;
import dev.stint.application.api.TaskInterceptor;
import java.util.ArrayList;
import java.util.List;

/**
 * What the host put around its tasks. Immutable; each method answers a copy with one more.
 *
 * @param interceptors the outermost first
 * @param declared the schedules named in its code
 * @param access what tasks requested by a principal may refer to
 */
public record Surroundings(
    PrincipalScope principals,
    List<TaskInterceptor> interceptors,
    List<FailureNotifier> notifiers,
    List<CommitListener> listeners,
    Declared declared,
    AccessPolicy access) {

  public static final Surroundings NONE =
      new Surroundings(
          PrincipalScope.NONE,
          List.of(),
          List.of(),
          List.of(),
          Declared.NONE,
          AccessPolicy.BY_ROLE);

  public Surroundings {
    interceptors = List.copyOf(interceptors);
    notifiers = List.copyOf(notifiers);
    listeners = List.copyOf(listeners);
  }

  public Surroundings principals(PrincipalScope value) {
    return new Surroundings(value, interceptors, notifiers, listeners, declared, access);
  }

  public Surroundings with(TaskInterceptor innermost) {
    return new Surroundings(
        principals, more(interceptors, innermost), notifiers, listeners, declared, access);
  }

  public Surroundings with(FailureNotifier notifier) {
    return new Surroundings(
        principals, interceptors, more(notifiers, notifier), listeners, declared, access);
  }

  public Surroundings with(CommitListener listener) {
    return new Surroundings(
        principals, interceptors, notifiers, more(listeners, listener), declared, access);
  }

  public Surroundings declared(Declared value) {
    return new Surroundings(principals, interceptors, notifiers, listeners, value, access);
  }

  public Surroundings access(AccessPolicy value) {
    return new Surroundings(principals, interceptors, notifiers, listeners, declared, value);
  }

  private static <T> List<T> more(List<T> some, T one) {
    List<T> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }
}
