package dev.stint.bootstrap.observation;

import dev.stint.domain.TaskId;
import io.micrometer.common.KeyValues;

/** What each context of ours tells the convention, now. */
interface Observed {

  /** The task type, or a word for several. */
  String type();

  KeyValues low();

  KeyValues high();

  void ended(String outcome);

  default void action(String name) {}

  default void task(TaskId id) {}
}
