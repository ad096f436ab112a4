package dev.stint.web.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All tasks that match, before something is done to them and after.
 *
 * @param count how many are steered at once, in words
 * @param tasks how many these are
 * @param more whether there are others beyond them
 * @param filters what they match, by the field's name; none means that these are all tasks
 * @param first some of them
 * @param action the address that a wish is sent to
 * @param confirm what a wish has to say
 * @param done what was just done
 */
record BulkView(
    String count,
    int tasks,
    boolean more,
    Map<String, String> filters,
    List<TaskLine> first,
    String action,
    String confirm,
    List<TaskView.Button> buttons,
    String back,
    Optional<Done> done) {

  /**
   * What became of a wish.
   *
   * @param words in a sentence
   * @param refusals each reason, and how often
   * @param verb by which it goes on
   * @param after where it goes on; empty if that was all
   */
  record Done(String words, Map<String, Long> refusals, String verb, String after) {}
}
