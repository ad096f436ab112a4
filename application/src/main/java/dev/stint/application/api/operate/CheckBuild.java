package dev.stint.application.api.operate;

import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.util.List;

/** Tells, before a build is rolled out, which stored tasks it could not read. Changes nothing. */
public interface CheckBuild {

  Report check();

  /**
   * @param looked how many unfinished tasks were read
   */
  record Report(long looked, List<Unreadable> unreadable) {
    public Report {
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Unfinished tasks of one type, version and reason.
   *
   * @param example one of them
   */
  record Unreadable(TaskTypeName type, int version, String why, long tasks, TaskId example) {}
}
