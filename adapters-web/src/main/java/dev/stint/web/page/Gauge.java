package dev.stint.web.page;

import dev.stint.domain.Progress;

/**
 * How far a task has come, as it is shown.
 *
 * @param words as "12,345 of 100,000"; empty if nothing was said
 * @param known whether there is a share to be drawn
 * @param text what the task itself says of it
 */
record Gauge(String words, boolean known, int percent, String text) {

  static Gauge of(Progress progress) {
    boolean known = progress.total() > 0;
    String done = Figures.grouped(progress.done());
    String words = known ? done + " of " + Figures.grouped(progress.total()) : done;
    boolean there = known || progress.done() > 0;
    return new Gauge(there ? words : "", known, progress.percent(), progress.text());
  }

  boolean isThere() {
    return !words.isEmpty() || !text.isEmpty();
  }
}
