package dev.stint.web.trends;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.log.GuardedLog;
import dev.stint.domain.Line;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.web.events.Beat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Looks at the figures of the store every now and then, for as long as people come to see them, and
 * keeps a day of what it saw. One look serves all; what it costs does not grow with the tasks.
 * Thread-safe.
 */
public final class Trends {

  private static final Logger LOG = GuardedLog.of(Trends.class);

  /** From look to look, while somebody watches. */
  static final Duration WATCHED = Duration.ofSeconds(10);

  /** The same while nobody does: each minute is seen. */
  static final Duration ALONE = Duration.ofSeconds(30);

  /** When nobody came for so long, it looks no more, and forgets. */
  static final Duration LEFT = Duration.ofDays(1);

  private static final Duration GAP = Duration.ofMinutes(2);
  private static final int LINES = 20;

  private final InstantSource clock;
  private final Beat beat;
  private final Minutes minutes = new Minutes();
  private final EndedCount ended = new EndedCount();
  private Optional<AskTasks> ask = Optional.empty();
  private Instant came = Instant.EPOCH;
  private Instant looked = Instant.EPOCH;
  private boolean troubled;
  private boolean closed;

  /**
   * @param beat calls again in less than the time from look to look
   */
  public Trends(InstantSource clock, Beat beat) {
    this.clock = clock;
    this.beat = beat;
  }

  /** On a daemon thread of its own, which is there only while it looks. */
  public static Trends onItsOwnThread() {
    return new Trends(
        InstantSource.system(), Beat.onItsOwnThread("stint-web-trends", Duration.ofSeconds(5)));
  }

  /**
   * Somebody came, who may see figures.
   *
   * @param port the port as they have it
   */
  public synchronized void watch(AskTasks port) {
    if (closed) {
      return;
    }
    boolean begins = ask.isEmpty();
    ask = Optional.of(port);
    came = clock.instant();
    if (begins) {
      beat.begin(this::tick);
    }
  }

  /** How it went until now. */
  public synchronized Trend over(Window window) {
    return minutes.over(window, clock.instant());
  }

  /** Looks no more. */
  public synchronized void close() {
    closed = true;
    end();
  }

  private synchronized void end() {
    ask = Optional.empty();
    minutes.clear();
    beat.end();
  }

  private void tick() {
    synchronized (ended) {
      due().ifPresent(this::look);
    }
  }

  /** The port, if it is time to look. */
  private synchronized Optional<AskTasks> due() {
    Instant now = clock.instant();
    if (ask.filter(AskTasks::seesFigures).isEmpty() || now.isAfter(came.plus(LEFT))) {
      end();
      return Optional.empty();
    }
    Duration pace = now.isAfter(came.plus(ALONE)) ? ALONE : WATCHED;
    return now.isBefore(looked.plus(pace)) ? Optional.empty() : ask;
  }

  private void look(AskTasks port) {
    Instant now = clock.instant();
    try {
      if (now.isAfter(looked.plus(GAP))) {
        ended.forget(); // Else all of a long gap would stand in one minute.
      }
      looked = now;
      Map<Line, Depth> lines = lines(port.depths(), now);
      Slot seen =
          ended
              .look(port, port.counts())
              .map(e -> new Slot(true, true, e.ended(), e.failed(), e.atLeast(), lines))
              .orElseGet(() -> new Slot(true, false, 0, 0, false, lines));
      keep(now, seen);
      troubled = false;
    } catch (RuntimeException e) {
      trouble(e);
    }
  }

  private synchronized void keep(Instant at, Slot seen) {
    if (ask.isPresent()) {
      minutes.add(at, seen);
    }
  }

  /** Lanes are one here; of many lines, those that wait longest. */
  private static Map<Line, Depth> lines(List<ReadyDepth> depths, Instant now) {
    Map<Line, Depth> all = new HashMap<>();
    for (ReadyDepth depth : depths) {
      Duration waited = Duration.between(depth.oldestDue(), now);
      Depth seen = new Depth(depth.ready(), waited.isNegative() ? Duration.ZERO : waited);
      all.merge(depth.line(), seen, Depth::and);
    }
    return all.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.comparing(Depth::waited).reversed()))
        .limit(LINES)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void trouble(RuntimeException error) {
    ended.forget();
    if (!troubled) {
      troubled = true;
      LOG.warn("the figures cannot be looked at; it is tried again", error);
    }
  }
}
