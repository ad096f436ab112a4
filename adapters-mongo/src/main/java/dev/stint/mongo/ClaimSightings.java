package dev.stint.mongo;

import dev.stint.application.spi.Claimed;
import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a claim met beside what it took: interactive tasks, and tasks that it set apart. Interactive
 * ones come first in every line, so a look that found less than it asked for, or another lane, has
 * met them all: there is no need to ask again.
 */
final class ClaimSightings {

  private final Set<TaskId> waiting = new HashSet<>();
  private final List<Claimed.Apart> apart = new ArrayList<>();
  private boolean hidden;

  void begin() {
    waiting.clear();
    hidden = false;
  }

  void hide(boolean interactive) {
    hidden = interactive;
  }

  void met(List<Row> line, int asked) {
    line.stream().filter(r -> r.lane() == Lane.INTERACTIVE).forEach(r -> waiting.add(r.id()));
    hidden |= line.size() == asked && (asked == 0 || last(line).lane() == Lane.INTERACTIVE);
  }

  private static Row last(List<Row> rows) {
    return rows.get(rows.size() - 1);
  }

  void taken(TaskId task) {
    waiting.remove(task);
  }

  void setApart(Claimed.Apart task) {
    apart.add(task);
    waiting.remove(task.task());
  }

  /** Whether there may be interactive tasks that it did not meet. */
  boolean hidden() {
    return hidden;
  }

  /** Whether it met interactive tasks that it did not take. */
  boolean waiting() {
    return !waiting.isEmpty();
  }

  List<Claimed.Apart> apart() {
    return List.copyOf(apart);
  }
}
