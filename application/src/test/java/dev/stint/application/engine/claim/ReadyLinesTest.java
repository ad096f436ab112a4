package dev.stint.application.engine.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.util.Set;
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
  void a_hint_for_a_line_that_is_not_known_has_them_read_anew_once_the_known_are_exhausted() {
    assertThat(read(false)).containsExactly(ONE);
    stored.set(Set.of(ONE, TWO));
    lines.claimBegins();
    assertThat(lines.hint(TWO)).isTrue();

    assertThat(lines.old()).isTrue();
    assertThat(lines.hinted()).isTrue();
    assertThat(read(false)).containsExactly(ONE);
    assertThat(lines.old()).as("until they are read").isTrue();
    lines.claimBegins();
    assertThat(read(true)).containsExactlyInAnyOrder(ONE, TWO);
    assertThat(lines.old()).isFalse();
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
  void a_hint_that_comes_while_they_are_read_has_them_read_again() {
    read(false);
    stored.set(Set.of(TWO));
    lines.hint();
    lines.claimBegins();
    meanwhile.set(() -> lines.hint(ONE));

    assertThat(read(true)).containsExactly(TWO);

    assertThat(lines.old()).isTrue();
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
