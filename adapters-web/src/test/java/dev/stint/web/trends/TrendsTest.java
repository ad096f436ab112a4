package dev.stint.web.trends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Lane;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of looks at the figures, and how often it is looked. */
class TrendsTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:05Z");

  private Instant now = START;
  private final ChangingFigures figures = new ChangingFigures();
  private final ManualBeat beat = new ManualBeat();
  private final Trends trends = new Trends(() -> now, beat);

  @BeforeEach
  void come() {
    trends.watch(figures.port());
  }

  private void after(Duration time) {
    now = now.plus(time);
    beat.tick();
  }

  /** Somebody watches, and time goes on to the next look. */
  private void look() {
    trends.watch(figures.port());
    after(Trends.WATCHED);
  }

  private Slot last() {
    List<Slot> slots = trends.over(Window.HOUR).slots();
    return slots.get(slots.size() - 1);
  }

  @Test
  void what_ended_before_the_first_look_is_not_known() {
    figures.count(TaskStatus.SUCCEEDED, 500, false);

    beat.tick();

    assertThat(last().seen()).isTrue();
    assertThat(last().counted()).isFalse();
    assertThat(last().ended()).isZero();
  }

  @Test
  void a_figure_that_grew_tells_what_ended() {
    figures.count(TaskStatus.SUCCEEDED, 500, false);
    beat.tick();

    figures.count(TaskStatus.SUCCEEDED, 620, false);
    figures.count(TaskStatus.FAILED, 3, false);
    look();

    assertThat(last().counted()).isTrue();
    assertThat(last().ended()).isEqualTo(123);
    assertThat(last().failed()).isEqualTo(3);
    assertThat(last().atLeast()).isFalse();
  }

  @Test
  void those_requested_last_tell_what_ended_where_figures_are_not_exact_and_are_told_once() {
    figures.count(TaskStatus.SUCCEEDED, 10_000, true);
    figures.end(TaskStatus.SUCCEEDED, now.minusSeconds(1));
    beat.tick();

    figures.end(TaskStatus.SUCCEEDED, now.plusSeconds(2));
    figures.end(TaskStatus.FAILED, now.plusSeconds(3));
    look();
    look();

    assertThat(last().ended()).isEqualTo(2);
    assertThat(last().failed()).isEqualTo(1);
    assertThat(last().atLeast()).isFalse();
  }

  @Test
  void what_both_tell_is_told_once_and_what_is_cleaned_away_takes_nothing_back() {
    figures.count(TaskStatus.SUCCEEDED, 10, false);
    beat.tick();

    figures.end(TaskStatus.SUCCEEDED, now.plusSeconds(2));
    figures.count(TaskStatus.SUCCEEDED, 11, false);
    look();
    assertThat(last().ended()).isEqualTo(1);

    figures.count(TaskStatus.SUCCEEDED, 2, false);
    figures.end(TaskStatus.SUCCEEDED, now.plusSeconds(2));
    look();
    assertThat(last().ended()).isEqualTo(2);
  }

  @Test
  void more_than_a_look_reads_is_told_as_at_least_so_many() {
    figures.count(TaskStatus.SUCCEEDED, 10_000, true);
    beat.tick();

    for (int i = 0; i < EndedCount.MOST + 5; i++) {
      figures.end(TaskStatus.SUCCEEDED, now.plusSeconds(1));
    }
    look();

    assertThat(last().ended()).isEqualTo(EndedCount.MOST);
    assertThat(last().atLeast()).isTrue();
  }

  @Test
  void a_look_reads_no_more_however_many_tasks_there_are() {
    beat.tick();

    assertThat(figures.asked)
        .containsExactly("depths", "counts", "search", "1000", "search", "1000");
  }

  @Test
  void lanes_of_a_line_are_one_and_the_most_of_a_minute_is_kept() {
    figures.depths.add(new ReadyDepth(ChangingFigures.MAIL, Lane.BACKGROUND, 7, now));
    figures.depths.add(
        new ReadyDepth(ChangingFigures.MAIL, Lane.INTERACTIVE, 2, now.minusSeconds(40)));
    beat.tick();
    figures.depths.clear();
    look();

    assertThat(last().lines())
        .containsEntry(ChangingFigures.MAIL, new Depth(9, Duration.ofSeconds(40)));
  }

  @Test
  void of_many_lines_those_are_kept_that_wait_longest() {
    for (int i = 0; i < 50; i++) {
      figures.depths.add(
          new ReadyDepth(
              ChangingFigures.line("q" + i, "t"), Lane.BACKGROUND, 1, now.minusSeconds(i)));
    }
    beat.tick();

    assertThat(last().lines())
        .hasSize(20)
        .containsKeys(ChangingFigures.line("q49", "t"), ChangingFigures.line("q30", "t"));
  }

  @Test
  void it_looks_each_ten_seconds_while_somebody_watches_and_each_thirty_while_nobody_does() {
    beat.tick();
    figures.asked.clear();

    after(Duration.ofSeconds(9));
    assertThat(figures.asked).isEmpty();
    after(Duration.ofSeconds(1));
    assertThat(figures.asked).contains("counts");

    figures.asked.clear();
    after(Duration.ofSeconds(25)); // Nobody came for 35 s.
    assertThat(figures.asked).isEmpty();
    after(Duration.ofSeconds(5));
    assertThat(figures.asked).contains("counts");
  }

  @Test
  void after_a_day_without_anybody_it_ends_and_forgets() {
    beat.tick();
    after(Trends.LEFT.plusSeconds(1));

    assertThat(beat.beats()).isFalse();
    assertThat(trends.over(Window.DAY).since()).isEmpty();

    look();
    assertThat(beat.beats()).isTrue();
    assertThat(trends.over(Window.DAY).since()).isPresent();
  }

  @Test
  void it_looks_by_nobody_who_may_not_see_figures_any_longer_and_not_after_its_end() {
    figures.sees = false;
    beat.tick();
    assertThat(figures.asked).isEmpty();
    assertThat(beat.beats()).isFalse();

    figures.sees = true;
    trends.close();
    trends.watch(figures.port());
    assertThat(beat.beats()).isFalse();
  }

  @Test
  void what_ended_while_the_store_did_not_answer_stands_in_no_minute() {
    figures.count(TaskStatus.SUCCEEDED, 0, false);
    beat.tick();
    figures.away = true;
    for (int i = 0; i < 18; i++) {
      look();
    }
    figures.away = false;
    figures.count(TaskStatus.SUCCEEDED, 5_000, false);
    look();
    figures.count(TaskStatus.SUCCEEDED, 5_001, false);
    look();

    List<Slot> slots = trends.over(Window.HOUR).slots();
    assertThat(slots.stream().mapToLong(Slot::ended).sum()).isEqualTo(1);
    assertThat(slots.get(slots.size() - 2).seen()).isFalse();
  }

  @Test
  void a_day_is_kept_and_no_more_in_equal_steps_that_end_now() {
    figures.count(TaskStatus.SUCCEEDED, 0, false);
    int ended = 0;
    for (int i = 0; i < 25 * 60; i++) {
      figures.count(TaskStatus.SUCCEEDED, ended++, false);
      trends.watch(figures.port());
      after(Duration.ofMinutes(1));
    }

    Trend day = trends.over(Window.DAY);
    assertThat(day.since()).contains(now.minus(Duration.ofDays(1)).plusSeconds(55));
    assertThat(day.slots()).hasSize(48);
    assertThat(day.slots().subList(1, 47)).extracting(Slot::ended).containsOnly(30L);
    assertThat(day.until()).isEqualTo(Instant.parse("2026-02-01T13:30:00Z"));
    Trend hour = trends.over(Window.HOUR);
    assertThat(hour.slots()).hasSize(60).extracting(Slot::ended).containsOnly(1L);
    assertThat(hour.until()).isEqualTo(Instant.parse("2026-02-01T13:01:00Z"));
  }
}
