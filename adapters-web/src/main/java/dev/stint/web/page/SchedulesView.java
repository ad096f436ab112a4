package dev.stint.web.page;

import java.util.List;

/** Recurring tasks. */
record SchedulesView(List<Row> rows, boolean operates, boolean administers) {

  /**
   * A schedule.
   *
   * @param timing in words
   * @param exact as it was written; empty if the words are that
   * @param last the id of the run made last; may be empty
   */
  record Row(
      String name,
      String timing,
      String exact,
      String type,
      String queue,
      String overlap,
      String missed,
      boolean paused,
      String last,
      List<Moment> next) {}
}
