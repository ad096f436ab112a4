package dev.stint.bootstrap;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.SecretKeys;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.extend.CommitListener;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.api.extend.PrincipalScope;
import dev.stint.application.api.extend.Requester;
import dev.stint.application.api.extend.TaskInterceptor;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.extend.TaskTracer;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.application.engine.base.SealingCodec;
import dev.stint.application.service.LogFailureNotifier;
import dev.stint.bootstrap.codec.JacksonCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a host supplies of its own: codec, access, words for people, and what stands around its
 * tasks; a part of the builder. Not thread-safe.
 *
 * @param <B> the builder
 */
abstract class HostSettings<B extends HostSettings<B>> {

  HostExtensions around = HostExtensions.NONE.with(new LogFailureNotifier());
  Requester requester = Requester.NOBODY;
  final List<TaskDefinition<?>> definitions = new ArrayList<>();
  final List<Schedule<?>> schedules = new ArrayList<>();
  private ArgumentCodec codec = new JacksonCodec();
  private SecretKeys secretKeys = SecretKeys.NONE;
  TaskObserver observer = TaskObserver.NONE;
  AccessPolicy access = AccessPolicy.BY_ROLE;
  LinkRenderer links = LinkRenderer.DEFAULT;
  NoticeRenderer notices = NoticeRenderer.DEFAULT;
  String label = "pid " + ProcessHandle.current().pid();

  abstract B self();

  /** Who a task without an owner of its own belongs to: whoever asks, by the host's reckoning. */
  public B requester(Requester value) {
    requester = value;
    return self();
  }

  /** What tasks with an owner run as. */
  public B principals(PrincipalScope value) {
    around = around.principals(value);
    return self();
  }

  /** One more around each call of an action, within those before it. */
  public B intercept(TaskInterceptor innermost) {
    around = around.with(innermost);
    return self();
  }

  /** Adds a notifier of failures that need attention; they are logged anyway. */
  public B notify(FailureNotifier notifier) {
    around = around.with(notifier);
    return self();
  }

  /** One more to hear of atomic chunks that committed. */
  public B onCommit(CommitListener listener) {
    around = around.with(listener);
    return self();
  }

  public B codec(ArgumentCodec value) {
    codec = value;
    return self();
  }

  /** With what the arguments and results of secret task types are encrypted in the store. */
  public B secretKeys(SecretKeys value) {
    secretKeys = value;
    return self();
  }

  /** The codec, which seals what is secret if there are keys. */
  ArgumentCodec codec() {
    return SealingCodec.of(codec, secretKeys);
  }

  boolean canSeal() {
    return !secretKeys.isEmpty();
  }

  public B observer(TaskObserver value) {
    observer = value;
    return self();
  }

  /** Follows requests, stints and chunks; the last one stands. */
  public B tracer(TaskTracer value) {
    around = around.tracer(value);
    return self();
  }

  /** Who may see and do what, for {@link Stint#as}. */
  public B access(AccessPolicy value) {
    access = value;
    return self();
  }

  /** How the links of tasks become URLs. */
  public B links(LinkRenderer value) {
    links = value;
    return self();
  }

  public B notices(NoticeRenderer value) {
    notices = value;
    return self();
  }

  /** How people recognise this process among the workers. */
  public B label(String value) {
    label = value;
    return self();
  }

  public B define(TaskDefinition<?> definition) {
    definitions.add(definition);
    return self();
  }

  public B define(Collection<TaskDefinition<?>> more) {
    definitions.addAll(more);
    return self();
  }

  /**
   * A recurring task, put into the store when work starts, if it is not there alike. One that is
   * named no more stays until it is removed.
   */
  public B schedule(Schedule<?> schedule) {
    schedules.add(schedule);
    return self();
  }

  public B schedule(Collection<Schedule<?>> more) {
    schedules.addAll(more);
    return self();
  }
}
