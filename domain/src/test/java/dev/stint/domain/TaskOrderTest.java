package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskOrderTest {

  private record Task(TaskId id, int priority, Instant due, Optional<Instant> finished) {}

  /** By number: which priority, which second it is due, which second it finished. */
  private static final List<Task> TASKS =
      List.of(task(1, 5, 9, 20), task(2, -5, 3, 10), task(3, 5, 9, 20), task(4, 0, 3, -1));

  private static TaskId id(int number) {
    return new TaskId(new UUID(0, number));
  }

  private static Task task(int number, int priority, long due, long finished) {
    return new Task(
        id(number),
        priority,
        Instant.ofEpochSecond(due),
        Optional.of(finished).filter(f -> f >= 0).map(Instant::ofEpochSecond));
  }

  private static List<TaskPlace> places(TaskOrder order) {
    List<TaskPlace> places = new ArrayList<>();
    TASKS.forEach(t -> order.place(t.id, t.priority, t.due, t.finished).ifPresent(places::add));
    places.sort(order.comparator());
    return places;
  }

  @ParameterizedTest
  @CsvSource({
    "NEWEST,   4 3 2 1, true,  0",
    "OLDEST,   1 2 3 4, true,  0",
    "DUE,      2 4 1 3, false, 3000000",
    "FINISHED, 3 1 2,   false, 20000000",
    "PRIORITY, 1 3 4 2, false, 5"
  })
  void each_order_is_total_and_those_alike_stand_by_their_ids(
      TaskOrder order, String numbers, boolean byId, long firstKey) {
    List<TaskPlace> places = places(order);

    assertThat(places.stream().map(p -> "" + p.id().value().getLeastSignificantBits()))
        .containsExactly(numbers.split(" "));
    assertThat(order.byId()).isEqualTo(byId);
    assertThat(places.get(0).key()).isEqualTo(firstKey);
    for (int i = 1; i < places.size(); i++) {
      assertThat(places.get(i).follows(places.get(i - 1))).isTrue();
      assertThat(places.get(i - 1).follows(places.get(i))).isFalse();
      assertThat(places.get(i).follows(places.get(i))).isFalse();
    }
  }

  @Test
  void a_place_is_read_as_it_was_written() {
    for (TaskOrder order : TaskOrder.values()) {
      for (TaskPlace place : places(order)) {
        assertThat(TaskPlace.of(place.toString())).isEqualTo(place);
      }
    }
    assertThat(TaskPlace.newest(id(7))).hasToString(id(7).toString());
    assertThat(new TaskPlace(TaskOrder.PRIORITY, -3, id(7))).hasToString("priority:-3:" + id(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "due",
        "due:1",
        "due:x:0-0-0-0-7",
        "size:1:0-0-0-0-7",
        "due:1:7",
        "oldest:1:0-0-0-0-7",
        ":"
      })
  void other_texts_are_refused_in_one_sentence(String text) {
    assertThatThrownBy(() -> TaskPlace.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("not a (task id|place in a list of tasks): '" + text + "'");
  }

  @Test
  void a_place_of_another_order_is_refused() {
    TaskPlace due = new TaskPlace(TaskOrder.DUE, 1, id(7));

    assertThat(due.in(TaskOrder.DUE)).isSameAs(due);
    assertThatThrownBy(() -> due.in(TaskOrder.PRIORITY))
        .hasMessage("'%s' is a place in the order DUE, not PRIORITY".formatted(due));
    assertThatThrownBy(() -> TaskPlace.newest(id(7)).follows(due))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
