package dev.stint.bootstrap.command;

import com.google.inject.Guice;
import com.google.inject.Stage;
import dev.stint.application.api.Config;
import dev.stint.application.api.TaskDefinition;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.TaskSource;
import dev.stint.bootstrap.builtin.BuiltIn;
import dev.stint.bootstrap.store.OpenStore;
import dev.stint.bootstrap.store.StoreUrl;
import dev.stint.bootstrap.wiring.StintModule;
import dev.stint.bootstrap.wiring.StrictModule;
import dev.stint.bootstrap.wiring.TaskBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The store that a call works on, opened, with Stint on it. */
final class Home implements AutoCloseable {

  private final List<OpenStore> open;
  private final Stint stint;

  private Home(List<OpenStore> open, Stint stint) {
    this.open = open;
    this.stint = stint;
  }

  /**
   * What the call says about how to work.
   *
   * @param mutexes where they are kept if not with the tasks
   */
  record Terms(
      StoreUrl tasks,
      Optional<StoreUrl> mutexes,
      Config config,
      long maxSetAside,
      boolean allowShell,
      boolean migrate) {}

  static Home open(Terms terms) throws Exception {
    OpenStore tasks = open(terms, terms.tasks);
    if (terms.mutexes.isEmpty()) {
      return new Home(List.of(tasks), stint(terms, tasks, tasks));
    }
    try {
      OpenStore mutexes = open(terms, terms.mutexes.get());
      return new Home(List.of(tasks, mutexes), stint(terms, tasks, mutexes));
    } catch (RuntimeException e) {
      tasks.close();
      throw e;
    }
  }

  private static OpenStore open(Terms terms, StoreUrl url) {
    OpenStore store = url.open(terms.config.lease());
    if (terms.migrate) {
      store.migrate();
    }
    return store;
  }

  private static Stint stint(Terms terms, OpenStore tasks, OpenStore mutexes) {
    List<TaskDefinition<?>> types =
        new ArrayList<>(
            BuiltIn.definitions(
                tasks.imports(), tasks.stores().queries(), terms.maxSetAside, terms.allowShell));
    ServiceLoader.load(TaskSource.class).forEach(source -> types.addAll(source.definitions()));
    return Guice.createInjector(
            Stage.PRODUCTION,
            new StrictModule(),
            new StintModule(terms.config),
            tasks.taskModule(),
            mutexes.mutexModule(),
            binder -> types.forEach(TaskBinder.of(binder)::bind))
        .getInstance(Stint.class);
  }

  Stint stint() {
    return stint;
  }

  @Override
  public void close() throws Exception {
    for (OpenStore store : open) {
      store.close();
    }
  }
}
