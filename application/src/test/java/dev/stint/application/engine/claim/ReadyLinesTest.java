package dev.stint.application.engine.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No hint is lost between the lines known and those that are read. */
class ReadyLinesTest {

  private static final Line ONE = line("one");
  private static final Line TWO = line("two");
  private static final Line FOREIGN = line("foreign");

  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private final AtomicReference<Set<Line>> stored = new AtomicReference<>(Set.of(ONE));
  private final AtomicInteger reads = new AtomicInteger();
  private final ReadyLines lines =
      new ReadyLines(
          all -> all.stream().filter(l -> !l.equals(FOREIGN)).collect(Collectors.toSet()),
          () -> {
            Set<Line> answer = stored.get();
            meanwhile.get().run();
            return answer;
          },
          0);

  private static Line line(String type) {
    return new Line(QueueName.DEFAULT, new TaskTypeName(type));
  }

  private Set<Line> read(boolean exhausted) {
    return lines.read(exhausted, 1);
  }

  @Test
  void a_line_that_a_hint_names_is_claimed_from_without_a_reading() {
    assertThat(read(false)).containsExactly(ONE);
    lines.claimBegins();
    assertThat(lines.hint(TWO)).isTrue();
    meanwhile.set(reads::incrementAndGet);

    assertThat(lines.hinted()).isTrue();
    lines.claimBegins();
    assertThat(read(true)).containsExactlyInAnyOrder(ONE, TWO);
    assertThat(lines.old()).isFalse();
    assertThat(reads).hasValue(0);
  }

  @Test
  void an_idle_worker_that_knows_no_line_claims_from_the_one_a_hint_names() {
    stored.set(Set.of());
    assertThat(read(false)).isEmpty();
    meanwhile.set(reads::incrementAndGet);

    lines.hint(TWO);

    assertThat(read(true)).containsExactly(TWO);
    assertThat(reads).hasValue(0);
  }

  @Test
  void while_hints_name_lines_the_others_are_read_every_third_second_and_when_something_is_ready() {
    read(false);
    meanwhile.set(reads::incrementAndGet);
    for (long now = 1; now < 3 * ReadyLines.EVERY; now += ReadyLines.EVERY / 10) {
      lines.hint(TWO);
      lines.read(true, now);
    }
    assertThat(reads).hasValue(0);
    lines.hint(TWO);
    lines.read(true, 3 * ReadyLines.EVERY + 1);
    assertThat(reads).hasValue(1);

    lines.lookAgain();
    lines.hint(TWO);

    lines.read(false, 3 * ReadyLines.EVERY + 2);
    assertThat(reads).hasValue(2);
    lines.read(false, 3 * ReadyLines.EVERY + 3);
    assertThat(reads).hasValue(2);
  }

  @Test
  void a_hint_for_a_known_line_asks_for_a_claim_only() {
    read(false);

    assertThat(lines.hint(ONE)).isTrue();

    assertThat(lines.hinted()).isTrue();
    assertThat(lines.old()).isFalse();
  }

  @Test
  void a_hint_for_what_runs_elsewhere_is_none() {
    read(false);

    assertThat(lines.hint(FOREIGN)).isFalse();

    assertThat(lines.hinted()).isFalse();
    assertThat(lines.old()).isFalse();
  }

  /** The line was known before and is not among those that come: only one more reading tells. */
  @Test
  void a_hint_that_comes_while_they_are_read_counts_after_the_reading() {
    read(false);
    stored.set(Set.of(TWO));
    lines.hint();
    lines.claimBegins();
    meanwhile.set(() -> lines.hint(ONE));

    assertThat(read(true)).containsExactly(TWO);
    meanwhile.set(() -> {});

    assertThat(lines.hinted()).isTrue();
    assertThat(read(true)).containsExactlyInAnyOrder(ONE, TWO);
  }

  @Test
  void a_reading_that_fails_is_owed_still() {
    read(false);
    lines.hint();
    lines.claimBegins();
    meanwhile.set(
        () -> {
          throw new IllegalStateException("away");
        });

    assertThatThrownBy(() -> read(true)).isInstanceOf(IllegalStateException.class);

    assertThat(lines.old()).isTrue();
  }
}
