package dev.stint.application.api.operate;

import dev.stint.application.api.CleanRule;
import dev.stint.domain.task.TaskRow;
import java.util.List;

/** Removes finished tasks past their retention; never one that is not finished. */
public interface CleanTasks {

  /**
   * Cleans in small batches until nothing is left; answers how many went, or would go. Does nothing
   * if the configuration switched the cleaner off.
   */
  long clean(CleanRule.Sweep sweep);

  /** Cleans by a named rule; an inactive one cleans nothing. */
  long clean(CleanRule rule);

  /**
   * The tasks that would go now, newest first, at most {@code count}. Where a rule names no age it
   * goes by the retention that is configured today.
   */
  List<TaskRow> preview(CleanRule rule, int count);
}
