package dev.stint.web.page;

import java.util.List;
import java.util.Optional;

/**
 * The signed-in user's newest tasks.
 *
 * @param more whether there are older ones
 * @param all the address of them all
 */
record OwnView(List<Line> tasks, boolean more, String all) {

  /** A task, and where it leads. */
  record Line(TaskLine line, Optional<SafeLink> link) {}
}
