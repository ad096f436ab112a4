package dev.stint.web.page;

import java.util.List;
import java.util.Optional;

/**
 * Finished tasks, before they are cleaned and after.
 *
 * @param count how many would go, in words
 * @param first some of them
 * @param confirm what a wish has to say
 * @param gone how many went, in words; empty if nothing was confirmed
 */
record CleanView(
    List<TasksView.Choice> statuses,
    List<TasksView.Choice> ages,
    String type,
    String count,
    boolean any,
    List<TaskLine> first,
    String action,
    String confirm,
    Optional<String> gone) {}
