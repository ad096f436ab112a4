package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Config;
import dev.stint.application.api.RequestTasks;
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
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.CheckBuild;
import dev.stint.application.api.operate.CleanTasks;
import dev.stint.application.api.operate.ReadRequests;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.RunInCaller;
import dev.stint.application.api.operate.RunUnstored;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.Work;
import dev.stint.application.memory.InProcessWakeups;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.codec.JacksonCodec;
import java.util.Set;

/**
 * Gives a host the ports: {@link RequestTasks}, {@link ReadRequests}, {@link RunUnstored}, {@link
 * RunInCaller}, {@link RunBatch}, {@link Work}, {@link SteerTasks}, {@link SteerQueues}, {@link
 * ScheduleTasks}, {@link AskTasks}, {@link CleanTasks}. Needs a store module and a mutex module
 * beside it. A host may bind a {@link Requester}, a {@link PrincipalScope}, and, by {@code
 * Multibinder}, any number of {@link TaskInterceptor}s (the first bound outermost), {@link
 * FailureNotifier}s and {@link CommitListener}s.
 */
public final class StintModule extends AbstractModule {

  private final Config config;
  private final String label;

  public StintModule(Config config) {
    this(config, "pid " + ProcessHandle.current().pid());
  }

  /**
   * @param label how people recognise this process among the workers
   */
  public StintModule(Config config, String label) {
    this.config = config;
    this.label = label;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), TaskBinder.DEFINITION);
    Multibinder.newSetBinder(binder(), TaskBinder.SCHEDULE);
    OptionalBinder.newOptionalBinder(binder(), TaskObserver.class)
        .setDefault()
        .toInstance(TaskObserver.NONE);
    OptionalBinder.newOptionalBinder(binder(), TaskTracer.class)
        .setDefault()
        .toInstance(TaskTracer.NONE);
    OptionalBinder.newOptionalBinder(binder(), Requester.class)
        .setDefault()
        .toInstance(Requester.NOBODY);
    OptionalBinder.newOptionalBinder(binder(), PrincipalScope.class)
        .setDefault()
        .toInstance(PrincipalScope.NONE);
    Multibinder.newSetBinder(binder(), TaskInterceptor.class);
    Multibinder.newSetBinder(binder(), FailureNotifier.class);
    Multibinder.newSetBinder(binder(), CommitListener.class);
    OptionalBinder.newOptionalBinder(binder(), ArgumentCodec.class)
        .setDefault()
        .toInstance(new JacksonCodec());
    OptionalBinder.newOptionalBinder(binder(), SecretKeys.class)
        .setDefault()
        .toInstance(SecretKeys.NONE);
    OptionalBinder.newOptionalBinder(binder(), Wakeups.class)
        .setDefault()
        .toInstance(new InProcessWakeups());
    OptionalBinder.newOptionalBinder(binder(), AccessPolicy.class)
        .setDefault()
        .toInstance(AccessPolicy.BY_ROLE);
    OptionalBinder.newOptionalBinder(binder(), LinkRenderer.class)
        .setDefault()
        .toInstance(LinkRenderer.DEFAULT);
    OptionalBinder.newOptionalBinder(binder(), NoticeRenderer.class)
        .setDefault()
        .toInstance(NoticeRenderer.DEFAULT);
  }

  @Provides
  @Singleton
  Stint stint(
      Stores stores,
      Mutexes mutexes,
      Wakeups wakeups,
      ArgumentCodec codec,
      SecretKeys secretKeys,
      TaskObserver observer,
      AccessPolicy access,
      LinkRenderer links,
      NoticeRenderer notices,
      HostParts host,
      Set<TaskDefinition<?>> definitions,
      Set<Schedule<?>> schedules) {
    Stint.Builder stint =
        Stint.on(stores, mutexes)
            .wakeups(wakeups)
            .codec(codec)
            .secretKeys(secretKeys)
            .observer(observer)
            .access(access)
            .links(links)
            .notices(notices)
            .config(config)
            .label(label)
            .define(definitions)
            .schedule(schedules);
    host.putAround(stint);
    return stint.build();
  }

  @Provides
  HostParts hostParts(
      Requester requester,
      PrincipalScope principals,
      Set<TaskInterceptor> interceptors,
      Set<FailureNotifier> notifiers,
      Set<CommitListener> listeners,
      TaskTracer tracer) {
    return new HostParts(requester, principals, interceptors, notifiers, listeners, tracer);
  }

  @Provides
  RequestTasks requestTasks(Stint stint) {
    return stint.tasks();
  }

  @Provides
  ReadRequests readRequests(Stint stint) {
    return stint.read();
  }

  @Provides
  RunUnstored runInline(Stint stint) {
    return stint.unstored();
  }

  @Provides
  RunInCaller runInCaller(Stint stint) {
    return stint.inCaller();
  }

  @Provides
  RunBatch runBatch(Stint stint) {
    return stint.batches();
  }

  @Provides
  Work work(Stint stint) {
    return stint.work();
  }

  @Provides
  SteerTasks steerTasks(Stint stint) {
    return stint.steer();
  }

  @Provides
  SteerQueues steerQueues(Stint stint) {
    return stint.queues();
  }

  @Provides
  ScheduleTasks scheduleTasks(Stint stint) {
    return stint.schedules();
  }

  @Provides
  AskTasks askTasks(Stint stint) {
    return stint.ask();
  }

  @Provides
  CheckBuild checkBuild(Stint stint) {
    return stint.check();
  }

  @Provides
  CleanTasks cleanTasks(Stint stint) {
    return stint.clean();
  }
}
