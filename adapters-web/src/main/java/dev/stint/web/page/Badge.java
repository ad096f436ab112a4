package dev.stint.web.page;

import dev.stint.domain.life.TaskStatus;
import java.util.Locale;

/**
 * A status as it is shown.
 *
 * @param name as the store has it
 * @param tone the class that colours it; the label says the same in a word
 */
record Badge(String name, String label, String tone) {

  static Badge of(TaskStatus status) {
    String lower = lower(status);
    String label = status.name().charAt(0) + lower.substring(1);
    return new Badge(status.name(), label, "is-" + lower);
  }

  /** The name in small letters. */
  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
