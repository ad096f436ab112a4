package dev.stint.web.page;

import java.util.List;
import java.util.Optional;

/**
 * How the store is.
 *
 * @param report empty if it does not answer
 * @param cleans whether they may clean
 * @param overlong tasks that run longer than their type allows
 */
record HealthView(
    Optional<Report> report,
    boolean cleans,
    List<String> findings,
    List<TaskLine> overlong,
    List<TaskLine> unreadable,
    List<String> unclaimed) {

  /** What the store tells of itself. */
  record Report(
      String store,
      String now,
      String drift,
      String schema,
      String answered,
      List<String> warnings) {}
}
