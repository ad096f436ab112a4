package dev.stint.command;

import com.google.inject.Guice;
import com.google.inject.Stage;
import com.google.inject.multibindings.OptionalBinder;
import dev.stint.application.api.Config;
import dev.stint.application.api.SecretKeys;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Causes;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.TaskSource;
import dev.stint.bootstrap.WorkerOrders;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.bootstrap.wiring.StintModule;
import dev.stint.bootstrap.wiring.StrictModule;
import dev.stint.bootstrap.wiring.TaskBinder;
import dev.stint.command.builtin.BuiltIn;
import dev.stint.command.builtin.ImportTarget;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store that a call works on, opened, with Stint on it. */
final class OpenedStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenedStore.class);

  private final List<OpenStore> open;
  private final Stores stores;
  private final Stint stint;

  private OpenedStore(List<OpenStore> open, Stores stores, Stint stint) {
    this.open = open;
    this.stores = stores;
    this.stint = stint;
  }

  /** What a call does with the store. */
  enum Use {
    /** Makes nothing, changes nothing. */
    READ,
    WRITE,
    /** Makes the tables first, or upgrades them. */
    MIGRATE
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
      BuiltIn.Settings builtIn,
      String label,
      Use use) {

    Terms with(BuiltIn.Settings settings) {
      return new Terms(tasks, mutexes, config, settings, label, use);
    }

    Terms labelled(String name) {
      return new Terms(tasks, mutexes, config, builtIn, name, use);
    }

    private String shownLabel() {
      String pid = "pid " + ProcessHandle.current().pid();
      return label.isEmpty() ? pid : label + " (" + pid + ")";
    }
  }

  static OpenedStore open(Terms terms) throws Exception {
    OpenStore tasks = open(terms, terms.tasks);
    try {
      Stores stores = tasks.stores();
      if (terms.mutexes.isEmpty()) {
        return new OpenedStore(List.of(tasks), stores, stint(terms, tasks, tasks));
      }
      OpenStore mutexes = open(terms, terms.mutexes.orElseThrow());
      return new OpenedStore(List.of(mutexes, tasks), stores, stint(terms, tasks, mutexes));
    } catch (RuntimeException e) {
      tasks.close();
      throw e;
    }
  }

  /** For what is known without a store. */
  static OpenedStore nowhere() {
    InstantSource clock = InstantSource.system();
    Stores stores = InMemoryStores.create(clock);
    List<TaskDefinition<?>> types =
        types(ImportTarget.NOWHERE, stores, BuiltIn.Settings.DEFAULT).stream()
            .filter(type -> !type.isSecret())
            .toList();
    return new OpenedStore(
        List.of(), stores, Stint.on(stores, new InMemoryMutexes(clock)).define(types).build());
  }

  private static OpenStore open(Terms terms, StoreUrl url) throws Exception {
    if (terms.use == Use.READ) {
      return url.look(terms.config.lease());
    }
    OpenStore store = url.open(terms.config.lease());
    try {
      if (terms.use == Use.MIGRATE) {
        store.migrate();
      }
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Without keys the process knows no secret types, and so leaves their tasks alone. */
  private static Stint stint(Terms terms, OpenStore tasks, OpenStore mutexes) {
    SecretKeys keys = EnvironmentKeys.of(System.getenv());
    List<TaskDefinition<?>> types =
        types(tasks.imports(), tasks.stores(), terms.builtIn).stream()
            .filter(type -> !type.isSecret() || !keys.isEmpty())
            .toList();
    return Guice.createInjector(
            Stage.PRODUCTION,
            new StrictModule(),
            new StintModule(terms.config, terms.shownLabel()),
            tasks.taskModule(),
            mutexes.mutexModule(),
            binder -> types.forEach(TaskBinder.of(binder)::bind),
            binder ->
                OptionalBinder.newOptionalBinder(binder, SecretKeys.class)
                    .setBinding()
                    .toInstance(keys))
        .getInstance(Stint.class);
  }

  Stint stint() {
    return stint;
  }

  /** What the workers of this store are asked to do. */
  WorkerOrders orders() {
    return new WorkerOrders(stores.registers(), new JacksonCodec());
  }

  /** One sentence, if Stint has kept nothing here yet and it can be read all the same. */
  Optional<String> emptiness() {
    return open.stream().flatMap(s -> s.emptiness().stream()).findFirst();
  }

  private static List<TaskDefinition<?>> types(
      ImportTarget imports, Stores stores, BuiltIn.Settings builtIn) {
    List<TaskDefinition<?>> types =
        new ArrayList<>(BuiltIn.definitions(imports, stores.queries(), builtIn));
    ServiceLoader.load(TaskSource.class).forEach(source -> types.addAll(source.definitions()));
    return types;
  }

  /** What the call came to is known by now: a store that does not close well only warns. */
  @Override
  public void close() {
    for (OpenStore store : open) {
      try {
        store.close();
      } catch (Exception e) {
        LOG.warn("the store was not closed well: {}", Causes.words(e));
      }
    }
  }
}
