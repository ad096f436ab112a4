package dev.stint.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.AskTasks;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.CleanTasks;
import dev.stint.application.api.Config;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.RunBatch;
import dev.stint.application.api.SteerTasks;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.Work;
import dev.stint.domain.life.TaskStatus;
import dev.stint.jdbc.JdbcStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host application with Guice: it binds its actions and uses the ports. */
class WiringTest {

  record ShipOrders(List<Long> orders) {}

  private static final TaskType<ShipOrders> SHIP = TaskType.of("ship", ShipOrders.class);

  /** What the host's own classes need; the injector hands it to the actions. */
  record Carrier(String name) {}

  static final class Reserve implements Action<ShipOrders> {
    private final Carrier carrier;

    @Inject
    Reserve(Carrier carrier) {
      this.carrier = carrier;
    }

    @Override
    public StepOutcome execute(ShipOrders arguments, ActionContext context) {
      return StepOutcome.done(carrier.name() + " takes " + arguments.orders().size());
    }
  }

  static final class Ship implements ChunkedAction<ShipOrders, Long, Integer> {
    @Inject
    Ship() {}

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Long, Integer> next(ShipOrders arguments, Optional<Integer> after, int size) {
      int from = after.orElse(0);
      int to = Math.min(arguments.orders().size(), from + size);
      return new Chunk<>(arguments.orders().subList(from, to), to, to == arguments.orders().size());
    }

    @Override
    public void process(ShipOrders arguments, List<Long> orders, ChunkContext context)
        throws SQLException {
      Handle handle = context.transaction(Handle.class);
      try (PreparedStatement insert =
          handle.getConnection().prepareStatement("insert into shipped values (?)")) {
        for (Long order : orders) {
          insert.setLong(1, order);
          insert.executeUpdate();
        }
      }
    }
  }

  /** The host's module: a line a type and a line an action. */
  private static final class HostModule extends AbstractModule {
    private final SimpleMeterRegistry meters;

    HostModule(SimpleMeterRegistry meters) {
      this.meters = meters;
    }

    @Override
    protected void configure() {
      bind(Carrier.class).toInstance(new Carrier("Snail & Co"));
      bind(MeterRegistry.class).toInstance(meters);
      TaskBinder.of(binder())
          .bind(SHIP)
          .action("ship", Ship.class)
          .action("reserve", Reserve.class);
    }
  }

  @TempDir Path dir;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private JdbcStores database;
  private Injector injector;

  @BeforeEach
  void wire() {
    database = JdbcStores.sqlite("jdbc:sqlite:" + dir.resolve("host.db")).migrate();
    injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            new StrictModule(),
            new StintModule(Config.DEFAULT.poll(Duration.ofMillis(20))),
            new JdbcStoreModule(database),
            new JdbcMutexModule(database),
            new HostModule(meters));
    org.jdbi.v3.core.Jdbi.create("jdbc:sqlite:" + dir.resolve("host.db"))
        .useHandle(h -> h.execute("create table shipped (id bigint)"));
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void a_host_requests_a_task_and_a_batch_runs_it_to_its_end() {
    Requested request =
        injector
            .getInstance(RequestTasks.class)
            .request(
                SHIP.with(new ShipOrders(List.of(1L, 2L, 3L)))
                    .interactive()
                    .priority(10)
                    .key("ship-2026-11-20"));

    RunBatch.Report report =
        injector.getInstance(RunBatch.class).runBatch(Duration.ofSeconds(30));

    assertThat(report.drained()).isTrue();
    var row = injector.getInstance(AskTasks.class).find(request.id()).orElseThrow();
    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(row.result().text()).contains("Snail & Co takes 3");
    assertThat(shipped()).containsExactly(1L, 2L, 3L);
    assertThat(meters.get("stint.settled").tag("type", "ship").counter().count()).isOne();
  }

  @Test
  void a_host_works_all_day_and_every_port_is_there() {
    Work work = injector.getInstance(Work.class);
    work.start();
    Requested request =
        injector.getInstance(RequestTasks.class).request(SHIP.with(new ShipOrders(List.of(7L))));

    AskTasks ask = injector.getInstance(AskTasks.class);
    await()
        .untilAsserted(
            () ->
                assertThat(ask.find(request.id()).orElseThrow().standing().run().status())
                    .isEqualTo(TaskStatus.SUCCEEDED));
    work.stop(Duration.ofSeconds(5));

    assertThat(injector.getInstance(SteerTasks.class)).isNotNull();
    assertThat(injector.getInstance(CleanTasks.class)).isNotNull();
    assertThat(injector.getInstance(Work.class)).isSameAs(work);
  }

  @Test
  void the_strict_injector_refuses_what_nobody_bound() {
    assertThatThrownBy(() -> injector.getInstance(StringBuilder.class))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void a_store_that_nobody_bound_is_named_at_the_start() {
    assertThatThrownBy(
            () ->
                Guice.createInjector(
                    Stage.PRODUCTION, new StrictModule(), new StintModule(Config.DEFAULT)))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("Stores");
  }

  private List<Long> shipped() {
    return org.jdbi.v3.core.Jdbi.create("jdbc:sqlite:" + dir.resolve("host.db"))
        .withHandle(h -> h.createQuery("select id from shipped order by id").mapTo(Long.class).list());
  }
}
