package dev.stint.bootstrap.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskTracer;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.metrics.StintMetrics;
import dev.stint.domain.TaskId;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StintObservationsTest {

  private static final TaskType<String> TYPE = TaskType.of("orders.ship", String.class);

  private final ObservationRegistry registry = ObservationRegistry.create();
  private final Stopped stopped = new Stopped();

  /** What was observed, in the order in which it ended. */
  private static final class Stopped implements ObservationHandler<Observation.Context> {
    private final List<Observation.Context> contexts =
        Collections.synchronizedList(new ArrayList<>());

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    @Override
    public void onStop(Observation.Context context) {
      contexts.add(context);
    }

    Observation.Context named(String name) {
      return contexts.stream().filter(c -> name.equals(c.getName())).findFirst().orElseThrow();
    }
  }

  private Stint stint(TaskDefinition<?> definition) {
    InstantSource clock = InstantSource.system();
    return Stint.on(InMemoryStores.create(clock), new InMemoryMutexes(clock))
        .tracer(new StintObservations(registry))
        .define(definition)
        .build();
  }

  private static Map<String, String> keys(Observation.Context context) {
    return context.getAllKeyValues().stream()
        .collect(Collectors.toMap(k -> k.getKey(), k -> k.getValue()));
  }

  @Test
  void request_and_run_say_what_they_are_and_how_they_ended() {
    registry.observationConfig().observationHandler(stopped);
    Stint stint = stint(TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done()));

    TaskId id = stint.tasks().request(TYPE.with("x").owner("alice").queue("fast")).id();
    stint.batches().runBatch(Duration.ofSeconds(60));

    Observation.Context request = stopped.named("stint.request");
    assertThat(request.getContextualName()).isEqualTo("request orders.ship");
    assertThat(keys(request))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "type", "orders.ship",
                "queue", "fast",
                "outcome", "NEW",
                "stint.tasks", "1",
                "stint.task", id.toString()));
    Observation.Context run = stopped.named("stint.run");
    assertThat(run.getContextualName()).isEqualTo("run orders.ship");
    assertThat(keys(run))
        .containsEntry("type", "orders.ship")
        .containsEntry("queue", "fast")
        .containsEntry("action", "orders.ship")
        .containsEntry("outcome", "SUCCEEDED")
        .containsEntry("stint.task", id.toString())
        .containsEntry("stint.attempt", "0")
        .containsEntry("stint.owner", "alice")
        .containsKey("stint.worker")
        .hasSize(8);
  }

  @Test
  void what_the_host_observes_in_its_action_is_within_the_run() {
    registry.observationConfig().observationHandler(stopped);
    Stint stint =
        stint(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  Observation.createNotStarted("host.work", registry).observe(() -> {});
                  return StepOutcome.done();
                }));

    stint.tasks().request(TYPE.with("x"));
    stint.batches().runBatch(Duration.ofSeconds(60));

    assertThat(stopped.named("host.work").getParentObservation()).isNotNull();
    assertThat(stopped.named("host.work").getParentObservation().getContextView())
        .isSameAs(stopped.named("stint.run"));
    assertThat(registry.getCurrentObservation()).isNull();
  }

  @Test
  void an_error_of_the_action_is_that_of_its_run() {
    registry.observationConfig().observationHandler(stopped);
    IllegalStateException error = new IllegalStateException("told to");
    Stint stint =
        stint(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  throw error;
                }));

    stint.tasks().request(TYPE.with("x"));
    stint.batches().runBatch(Duration.ofSeconds(60));

    assertThat(stopped.named("stint.run").getError()).isSameAs(error);
    assertThat(keys(stopped.named("stint.run"))).containsEntry("outcome", "RETRYING");
  }

  @Test
  void a_registry_without_handlers_is_left_alone() {
    TaskTracer tracer = new StintObservations(ObservationRegistry.NOOP);

    assertThat(tracer.request(null, null)).isSameAs(TaskTracer.Span.NONE);
  }

  /** In Prometheus a name has one set of labels: those of the meters and of these are apart. */
  @Test
  void timers_of_observations_and_the_meters_stand_side_by_side_in_one_scrape() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    InstantSource clock = InstantSource.system();
    Stint stint =
        Stint.on(InMemoryStores.create(clock), new InMemoryMutexes(clock))
            .observer(new StintMetrics(meters))
            .tracer(new StintObservations(registry))
            .define(TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done()))
            .build();

    stint.tasks().request(TYPE.with("x"));
    stint.batches().runBatch(Duration.ofSeconds(60));

    assertThat(meters.scrape())
        .contains("stint_request_seconds_count{error=\"none\",outcome=\"NEW\"")
        .contains("stint_run_seconds_count{action=\"orders.ship\",error=\"none\"")
        .contains("stint_duration_seconds_count{lane=\"BACKGROUND\"")
        .contains("stint_delay_seconds_count{lane=\"BACKGROUND\"");
  }
}
