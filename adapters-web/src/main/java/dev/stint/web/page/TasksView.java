package dev.stint.web.page;

import java.util.List;

/**
 * A list of tasks.
 *
 * @param next the address of the next page; empty if there is none
 * @param first the address of the first page; empty if this is it
 * @param all the address without any filter
 * @param matching the address of all that match; empty if nothing can be done to them
 * @param types names to choose from
 * @param steers whether tasks can be selected and steered
 * @param removes whether they can be removed, too
 */
record TasksView(
    Filter filter,
    List<TaskLine> tasks,
    String next,
    String first,
    String all,
    String matching,
    List<String> types,
    boolean steers,
    boolean removes) {

  /** What the form says. */
  record Filter(
      List<Choice> statuses,
      String name,
      String type,
      String queue,
      String owner,
      List<Choice> within,
      List<Choice> orders,
      List<Time> times,
      boolean timed,
      boolean narrows,
      String address) {}

  /** One of several. */
  record Choice(String value, String label, boolean chosen) {}

  /** A time that a filter begins or ends at. */
  record Time(String name, String label, String value) {}
}
