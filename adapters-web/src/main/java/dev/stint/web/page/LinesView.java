package dev.stint.web.page;

import java.util.List;

/** Queues and types: what waits in them, and whether they are held. */
record LinesView(List<Row> queues, List<Row> types, boolean operates, boolean administers) {

  /**
   * A queue, or a type.
   *
   * @param description of a type; may be empty
   * @param known whether this build knows the type
   * @param share of the fullest one, in percent
   * @param limit empty if there is none
   */
  record Row(
      String name,
      String description,
      boolean known,
      String ready,
      int share,
      Moment oldest,
      String running,
      String failed,
      boolean paused,
      String limit) {}
}
