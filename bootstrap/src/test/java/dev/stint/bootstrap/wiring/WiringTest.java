package dev.stint.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.Config;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Catalogue;
import dev.stint.application.api.operate.CleanTasks;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.Work;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.jdbc.JdbcStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that embeds the modules, on the strictest injector there is. */
class WiringTest {

  record ShipOrders(List<Long> orders) {}

  static final TaskType<ShipOrders> SHIP = TaskType.of("orders.ship", ShipOrders.class);

  /** What the host's actions are made with. */
  record Warehouse(List<String> log) {}

  record CheckOrders(Warehouse warehouse) implements Action<ShipOrders> {
    @Inject
    CheckOrders {}

    @Override
    public StepOutcome execute(ShipOrders arguments, ActionContext context) {
      warehouse.log.add("checked " + arguments.orders);
      return StepOutcome.done();
    }
  }

  record Ship(Warehouse warehouse) implements Action<ShipOrders> {
    @Inject
    Ship {}

    @Override
    public StepOutcome execute(ShipOrders arguments, ActionContext context) {
      warehouse.log.add("shipped " + arguments.orders);
      return StepOutcome.done();
    }
  }

  /** The host's own module. */
  private static final class Host extends AbstractModule {
    private final Warehouse warehouse;

    Host(Warehouse warehouse) {
      this.warehouse = warehouse;
    }

    @Override
    protected void configure() {
      bind(Warehouse.class).toInstance(warehouse);
      TaskBinder.of(binder())
          .bind(SHIP)
          .with(type -> type.described("Ships orders."))
          .with(type -> type.alias("orders.send"))
          .action("check", CheckOrders.class)
          .action("ship", Ship.class);
    }
  }

  @TempDir Path dir;
  private JdbcStores database = JdbcStores.sqlite("jdbc:sqlite::memory:");

  @BeforeEach
  void open() throws Exception {
    database.close();
    database = JdbcStores.sqlite("jdbc:sqlite:" + dir.resolve("host.db")).migrate();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void a_host_requests_and_runs_a_task_through_the_injected_ports() {
    Warehouse warehouse = new Warehouse(new CopyOnWriteArrayList<>());
    Injector injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            new StrictModule(),
            new StintModule(Config.DEFAULT),
            new JdbcStoreModule(database),
            new JdbcMutexModule(database),
            new Host(warehouse));

    TaskId id =
        injector
            .getInstance(RequestTasks.class)
            .request(SHIP.with(new ShipOrders(List.of(1L, 2L))).priority(10))
            .id();
    injector.getInstance(RunBatch.class).runBatch(Duration.ofSeconds(60));

    assertThat(warehouse.log).containsExactly("checked [1, 2]", "shipped [1, 2]");
    assertThat(
            injector.getInstance(AskTasks.class).find(id).orElseThrow().standing().run().status())
        .isEqualTo(TaskStatus.SUCCEEDED);
    Catalogue.TypeEntry type = injector.getInstance(AskTasks.class).types().get(0);
    assertThat(type.description()).isEqualTo("Ships orders.");
    assertThat(type.aliases()).containsExactly(new TaskTypeName("orders.send"));
    assertThat(injector.getInstance(Work.class)).isNotNull();
    assertThat(injector.getInstance(SteerTasks.class)).isNotNull();
    assertThat(injector.getInstance(CleanTasks.class)).isNotNull();
  }

  @Test
  void without_a_mutex_module_the_injector_is_refused() {
    assertThatThrownBy(
            () ->
                Guice.createInjector(
                    Stage.PRODUCTION,
                    new StrictModule(),
                    new StintModule(Config.DEFAULT),
                    new JdbcStoreModule(database)))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("Mutexes");
  }

  @Test
  void what_was_not_bound_is_not_guessed() {
    Injector injector = Guice.createInjector(new StrictModule());

    assertThatThrownBy(() -> injector.getInstance(CheckOrders.class))
        .isInstanceOf(ConfigurationException.class);
  }
}
