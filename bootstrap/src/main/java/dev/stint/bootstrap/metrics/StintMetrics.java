package dev.stint.bootstrap.metrics;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.WorkerView;
import io.micrometer.core.instrument.Counter;
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

  /** Upper bounds of the histograms' buckets, in milliseconds: up to an hour. */
  private static final List<Integer> BUCKETS =
      List.of(
          5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000,
          900_000, 3_600_000);

  /** Ends that somebody wants to hear of the first time. */
  private static final List<TaskStatus> WATCHED =
      List.of(TaskStatus.SUCCEEDED, TaskStatus.RETRYING, TaskStatus.FAILED, TaskStatus.INTERRUPTED);

  /** What every worker asks of its store all the time. */
  private static final List<String> VERBS = List.of("claim", "settle", "checkpoint");

  private final MeterRegistry registry;
  private final Tags store;
  private final Map<Place, Timer> delays = new ConcurrentHashMap<>();
  private final Map<Place, Timer> runs = new ConcurrentHashMap<>();
  private final Map<Ending, Counter> settled = new ConcurrentHashMap<>();
  private final Counter leaseLosses;
  private final MultiGauge depth;
  private final MultiGauge age;
  private final MultiGauge tasks;
  private final MultiGauge workers;

  private record Place(Line line, Lane lane) {
    Tags tags(Tags store) {
      return store.and(
          "type", line.type().value(), "queue", line.queue().value(), "lane", lane.name());
    }
  }

  private record Ending(Place place, TaskStatus status) {}

  /** For the one store of a process. */
  public StintMetrics(MeterRegistry registry) {
    this(registry, "default");
  }

  /**
   * @param store names the store in every meter, for a process that has several
   */
  public StintMetrics(MeterRegistry registry, String store) {
    this.registry = registry;
    this.store = Tags.of("store", store);
    // There from the beginning, so that its first loss is seen as a rise.
    this.leaseLosses = registry.counter("stint.lease.losses", this.store);
    for (String verb : VERBS) {
      errors(verb, true);
      errors(verb, false);
    }
    this.depth = MultiGauge.builder("stint.depth").register(registry);
    this.age = MultiGauge.builder("stint.oldest.due.age").baseUnit("seconds").register(registry);
    this.tasks = MultiGauge.builder("stint.tasks").register(registry);
    this.workers = MultiGauge.builder("stint.workers").register(registry);
  }

  /** At 0 from the beginning, so that the first one is seen as a rise. */
  @Override
  public void serves(List<Line> lines) {
    for (Line line : lines) {
      for (Lane lane : Lane.values()) {
        WATCHED.forEach(status -> settledAs(new Ending(new Place(line, lane), status)));
      }
      ofLine("stint.stale.writes", line);
      ofLine("stint.messages.dropped", line);
      ofLine("stint.items.set.aside", line);
    }
  }

  private Counter settledAs(Ending ending) {
    return settled.computeIfAbsent(
        ending,
        e ->
            registry.counter("stint.settled", e.place.tags(store).and("outcome", e.status.name())));
  }

  private Counter ofLine(String name, Line line) {
    return registry.counter(
        name, store.and("type", line.type().value(), "queue", line.queue().value()));
  }

  /** A clock that was set back makes no time negative: such a one would not be counted at all. */
  private static Duration positive(Duration time) {
    return time.isNegative() ? Duration.ZERO : time;
  }

  @Override
  public void began(Line line, Lane lane, Duration delay) {
    delays
        .computeIfAbsent(new Place(line, lane), p -> timer("stint.delay", p))
        .record(positive(delay));
  }

  @Override
  public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
    Place place = new Place(line, lane);
    runs.computeIfAbsent(place, p -> timer("stint.duration", p)).record(positive(ran));
    settledAs(new Ending(place, status)).increment();
  }

  private Timer timer(String name, Place place) {
    return Timer.builder(name)
        .tags(place.tags(store))
        .serviceLevelObjectives(BUCKETS.stream().map(Duration::ofMillis).toArray(Duration[]::new))
        .register(registry);
  }

  @Override
  public void stale(Line line) {
    ofLine("stint.stale.writes", line).increment();
  }

  @Override
  public void messagesDropped(Line line, long messages) {
    ofLine("stint.messages.dropped", line).increment(messages);
  }

  @Override
  public void setAside(Line line, long items) {
    ofLine("stint.items.set.aside", line).increment(items);
  }

  @Override
  public void leaseLost() {
    leaseLosses.increment();
  }

  @Override
  public void storeFailed(String verb, boolean passing) {
    errors(verb, passing).increment();
  }

  private Counter errors(String verb, boolean passing) {
    return registry.counter(
        "stint.store.errors", store.and("verb", verb, "passing", String.valueOf(passing)));
  }

  @Override
  public void ready(Instant now, List<ReadyDepth> depths) {
    List<MultiGauge.Row<?>> counts = new ArrayList<>();
    List<MultiGauge.Row<?>> ages = new ArrayList<>();
    for (ReadyDepth d : depths) {
      Tags tags = new Place(d.line(), d.lane()).tags(store);
      counts.add(MultiGauge.Row.of(tags, d.ready()));
      ages.add(
          MultiGauge.Row.of(
              tags, positive(Duration.between(d.oldestDue(), now)).toMillis() / 1000.0));
    }
    depth.register(counts, true);
    age.register(ages, true);
  }

  @Override
  public void standing(Instant now, List<TaskCount> counts, List<WorkerView> seen) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    for (TaskCount c : counts) {
      Tags tags = new Place(c.line(), c.lane()).tags(store).and("status", c.status().name());
      rows.add(MultiGauge.Row.of(tags, c.tasks()));
    }
    tasks.register(rows, true);
    long live = seen.stream().filter(WorkerView::live).count();
    workers.register(
        List.of(
            MultiGauge.Row.of(store.and("state", "live"), live),
            MultiGauge.Row.of(store.and("state", "lost"), seen.size() - live)),
        true);
  }
}
