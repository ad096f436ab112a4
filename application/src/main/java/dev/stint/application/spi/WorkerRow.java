package dev.stint.application.spi;

import dev.stint.domain.TaskTypeName;
import dev.stint.domain.Texts;
import dev.stint.domain.WorkerId;
import java.time.Duration;
import java.util.Set;

/**
 * A worker as it introduces itself.
 *
 * @param label names host and process for people; cut at 200 characters
 */
public record WorkerRow(WorkerId id, String label, Duration lease, Set<TaskTypeName> types) {

  private static final int LONGEST_LABEL = 200;

  public WorkerRow {
    label = Texts.kept(label, LONGEST_LABEL);
  }
}
