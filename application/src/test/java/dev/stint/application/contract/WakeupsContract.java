package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hints reach every listener, each on a thread that is not the publisher's. */
public abstract class WakeupsContract {

  private Wakeups wakeups = Wakeups.NONE;

  protected abstract Wakeups open();

  /** How long a hint is waited for. */
  protected Duration soon() {
    return Duration.ofMinutes(2);
  }

  @BeforeEach
  void begin() {
    wakeups = open();
  }

  @AfterEach
  void end() throws Exception {
    if (wakeups instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  private static Line line(int number) {
    return new Line(new QueueName("queue-" + number), Sample.TYPE);
  }

  /** A listener that is there for sure: hints are repeated until the first was heard. */
  private AutoCloseable listen(Set<Line> heard) {
    AutoCloseable listening = wakeups.subscribe(heard::add);
    await()
        .atMost(soon())
        .until(
            () -> {
              wakeups.publish(List.of(line(0)));
              return heard.contains(line(0));
            });
    return listening;
  }

  private static Set<Line> lines() {
    return Collections.synchronizedSet(new HashSet<>());
  }

  @Test
  void every_listener_hears_of_every_line() throws Exception {
    Set<Line> one = lines();
    Set<Line> other = lines();
    try (AutoCloseable first = listen(one);
        AutoCloseable second = listen(other)) {
      wakeups.publish(List.of(line(1), line(2)));

      await().atMost(soon()).until(() -> one.containsAll(List.of(line(1), line(2))));
      await().atMost(soon()).until(() -> other.containsAll(List.of(line(1), line(2))));
      assertThat(first).isNotSameAs(second);
    }
  }

  @Test
  void a_burst_is_heard_in_far_fewer_hints_than_it_had() throws Exception {
    Set<Line> heard = lines();
    AtomicInteger hints = new AtomicInteger();
    try (AutoCloseable ready = listen(heard);
        AutoCloseable counting = wakeups.subscribe(l -> hints.incrementAndGet())) {
      IntStream.range(0, 10_000).forEach(i -> wakeups.publish(List.of(line(1))));
      wakeups.publish(List.of(line(2)));

      await().atMost(soon()).until(() -> heard.contains(line(2)));
      assertThat(heard).contains(line(1));
      assertThat(hints.get()).isLessThan(5_000);
      assertThat(ready).isNotSameAs(counting);
    }
  }

  @Test
  void a_closed_listener_hears_nothing_more_and_publishing_goes_on() throws Exception {
    Set<Line> closed = lines();
    Set<Line> open = lines();
    listen(closed).close();
    try (AutoCloseable listening = listen(open)) {
      closed.clear();
      wakeups.publish(List.of(line(3)));
      await().atMost(soon()).until(() -> open.contains(line(3)));

      assertThat(closed).doesNotContain(line(3));
      assertThat(listening).isNotNull();
    }
  }

  @Test
  void a_listener_that_fails_hears_the_next_hint_all_the_same() throws Exception {
    Set<Line> heard = lines();
    try (AutoCloseable listening =
        wakeups.subscribe(
            l -> {
              heard.add(l);
              throw new IllegalStateException("told to fail");
            })) {
      await()
          .atMost(soon())
          .until(
              () -> {
                wakeups.publish(List.of(line(4)));
                return heard.contains(line(4));
              });
      await()
          .atMost(soon())
          .until(
              () -> {
                wakeups.publish(List.of(line(5)));
                return heard.contains(line(5));
              });
      assertThat(listening).isNotNull();
    }
  }

  @Test
  void publishing_never_fails_the_caller() throws Exception {
    end();

    assertThatCode(() -> wakeups.publish(List.of(line(1)))).doesNotThrowAnyException();
    assertThat(wakeups).isNotSameAs(Wakeups.NONE);
  }
}
