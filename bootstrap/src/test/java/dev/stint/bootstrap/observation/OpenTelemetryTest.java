package dev.stint.bootstrap.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.policy.RetryPolicy;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One trace from the host's request to the last run, as OpenTelemetry exports it. */
class OpenTelemetryTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final TaskType<String> TYPE = TaskType.of("orders.ship", String.class);
  private static final TaskType<String> CHILD = TaskType.of("orders.mail", String.class);

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final ObservationRegistry registry = observations(telemetry);
  private final InstantSource clock = InstantSource.system();
  private final Stores stores = InMemoryStores.create(clock);

  @AfterEach
  void close() {
    telemetry.close();
  }

  /** As in docs/observability.md. */
  static ObservationRegistry observations(OpenTelemetrySdk telemetry) {
    io.opentelemetry.api.trace.Tracer otel = telemetry.getTracer("stint");
    Tracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
    Propagator propagator = new OtelPropagator(telemetry.getPropagators(), otel);
    ObservationRegistry registry = ObservationRegistry.create();
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler.FirstMatchingCompositeObservationHandler(
                new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
                new DefaultTracingObservationHandler(tracer)));
    return registry;
  }

  private Stint stint(TaskDefinition<?>... definitions) {
    return Stint.on(stores, new InMemoryMutexes(clock))
        .tracer(new StintObservations(registry))
        .define(List.of(definitions))
        .build();
  }

  private SpanData span(String name) {
    return exporter.getFinishedSpanItems().stream()
        .filter(s -> s.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(name + " is not in " + exporter.getFinishedSpanItems()));
  }

  private void assertChild(String child, String parent) {
    assertThat(span(child).getTraceId()).as(child).isEqualTo(span(parent).getTraceId());
    assertThat(span(child).getParentSpanId()).as(child).isEqualTo(span(parent).getSpanId());
  }

  @Test
  void the_page_shows_what_is_tested_here() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "observability.md"));
    String shown = page.substring(page.indexOf("```java\n") + 8);
    String source =
        Files.readString(
            Path.of(
                "src/test/java", OpenTelemetryTest.class.getName().replace('.', '/') + ".java"));

    assertThat(plain(source)).contains(plain(shown.substring(0, shown.indexOf("```"))));
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }

  @Test
  void one_trace_leads_from_the_hosts_own_span_to_what_the_action_requests() {
    Stint stint =
        stint(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  Observation.createNotStarted("host.work", registry).observe(() -> {});
                  context.request(CHILD.with("x"));
                  return StepOutcome.done();
                }),
            TaskDefinition.of(CHILD, (args, context) -> StepOutcome.done()));

    Observation.createNotStarted("http.post", registry)
        .observe(() -> stint.tasks().request(TYPE.with("x")));
    stint.batches().runBatch(LIMIT);

    assertChild("request orders.ship", "http.post");
    assertChild("run orders.ship", "request orders.ship");
    assertChild("host.work", "run orders.ship");
    assertChild("request orders.mail", "run orders.ship");
    assertChild("run orders.mail", "request orders.mail");
    assertThat(span("request orders.ship").getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(span("run orders.ship").getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(span("run orders.ship").getAttributes().get(AttributeKey.stringKey("outcome")))
        .isEqualTo("SUCCEEDED");
  }

  @Test
  void a_trace_that_began_in_another_process_goes_on_with_its_state() {
    AtomicReference<String> state = new AtomicReference<>();
    Stint stint =
        stint(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  state.set(
                      io.opentelemetry.api.trace.Span.current()
                          .getSpanContext()
                          .getTraceState()
                          .get("vendor"));
                  return StepOutcome.done();
                }));
    var remote =
        io.opentelemetry.api.trace.SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            io.opentelemetry.api.trace.TraceFlags.getSampled(),
            io.opentelemetry.api.trace.TraceState.builder().put("vendor", "v1").build());

    try (var scope =
        io.opentelemetry.context.Context.root()
            .with(io.opentelemetry.api.trace.Span.wrap(remote))
            .makeCurrent()) {
      stint.tasks().request(TYPE.with("x"));
    }
    stint.batches().runBatch(LIMIT);

    assertThat(span("run orders.ship").getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(state).hasValue("v1");
  }

  @Test
  void chunks_are_spans_within_the_run_and_an_error_is_the_spans() {
    ChunkedAction<String, Integer, Integer> walk =
        new ChunkedAction<>() {
          @Override
          public Class<Integer> cursorType() {
            return Integer.class;
          }

          @Override
          public Chunk<Integer, Integer> next(String args, Optional<Integer> after, int size) {
            return new Chunk<>(List.of(1), 1, true);
          }

          @Override
          public void process(String args, List<Integer> items, ChunkContext context) {
            throw new IllegalArgumentException("no such order");
          }
        };
    Stint stint =
        stint(
            TaskDefinition.of(TYPE)
                .then(ActionDefinition.of("walk", walk).maxSetAside(-1).retry(RetryPolicy.NEVER)));

    stint.tasks().request(TYPE.with("x"));
    stint.batches().runBatch(LIMIT);

    assertChild("chunk orders.ship", "run orders.ship");
    assertThat(span("chunk orders.ship").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span("run orders.ship").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span("run orders.ship").getStatus().getDescription()).isEqualTo("no such order");
  }
}
