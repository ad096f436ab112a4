package dev.stint.bootstrap.metrics;

import dev.stint.application.api.TaskObserver;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times what an engine does. The names are in docs/metrics.md. Thread-safe. */
public final class StintMetrics implements TaskObserver {

  private final MeterRegistry registry;
  private final Map<Place, Timer> delays = new ConcurrentHashMap<>();
  private final Map<Place, Timer> runs = new ConcurrentHashMap<>();
  private final Map<Ending, io.micrometer.core.instrument.Counter> settled =
      new ConcurrentHashMap<>();
  private final MultiGauge depth;
  private final MultiGauge age;

  private record Place(Line line, Lane lane) {
    Tags tags() {
      return Tags.of(
          "type", line.type().value(), "queue", line.queue().value(), "lane", lane.name());
    }
  }

  private record Ending(Place place, TaskStatus status) {}

  public StintMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.depth = MultiGauge.builder("stint.depth").register(registry);
    this.age = MultiGauge.builder("stint.oldest.due.age").baseUnit("seconds").register(registry);
  }

  @Override
  public void began(Line line, Lane lane, Duration delay) {
    delays.computeIfAbsent(new Place(line, lane), p -> timer("stint.delay", p)).record(delay);
  }

  @Override
  public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
    Place place = new Place(line, lane);
    runs.computeIfAbsent(place, p -> timer("stint.run", p)).record(ran);
    settled
        .computeIfAbsent(
            new Ending(place, status),
            e -> registry.counter("stint.settled", e.place.tags().and("outcome", e.status.name())))
        .increment();
  }

  private Timer timer(String name, Place place) {
    return Timer.builder(name).tags(place.tags()).register(registry);
  }

  @Override
  public void stale(Line line) {
    registry.counter("stint.stale.writes", "type", line.type().value()).increment();
  }

  @Override
  public void leaseLost() {
    registry.counter("stint.lease.losses").increment();
  }

  @Override
  public void storeFailed(String verb, boolean passing) {
    registry
        .counter("stint.store.errors", "verb", verb, "passing", String.valueOf(passing))
        .increment();
  }

  @Override
  public void ready(Instant now, List<QueryStore.Depth> depths) {
    List<MultiGauge.Row<?>> counts = new ArrayList<>();
    List<MultiGauge.Row<?>> ages = new ArrayList<>();
    for (QueryStore.Depth d : depths) {
      Tags tags = new Place(d.line(), d.lane()).tags();
      counts.add(MultiGauge.Row.of(tags, d.ready()));
      ages.add(MultiGauge.Row.of(tags, Duration.between(d.oldestDue(), now).toMillis() / 1000.0));
    }
    depth.register(counts, true);
    age.register(ages, true);
  }
}
