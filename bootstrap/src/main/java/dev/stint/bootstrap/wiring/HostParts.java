package dev.stint.bootstrap.wiring;

import dev.stint.application.api.extend.CommitListener;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.application.api.extend.PrincipalScope;
import dev.stint.application.api.extend.Requester;
import dev.stint.application.api.extend.TaskInterceptor;
import dev.stint.application.api.extend.TaskTracer;
import dev.stint.bootstrap.Stint;
import java.util.Set;

/** What a host bound to stand around its tasks. */
record HostParts(
    Requester requester,
    PrincipalScope principals,
    Set<TaskInterceptor> interceptors,
    Set<FailureNotifier> notifiers,
    Set<CommitListener> listeners,
    TaskTracer tracer) {

  void putAround(Stint.Builder stint) {
    stint.requester(requester).principals(principals).tracer(tracer);
    interceptors.forEach(stint::intercept);
    notifiers.forEach(stint::notify);
    listeners.forEach(stint::onCommit);
  }
}
