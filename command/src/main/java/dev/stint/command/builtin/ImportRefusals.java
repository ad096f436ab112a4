package dev.stint.command.builtin;

import dev.stint.application.api.PermanentFailureException;
import dev.stint.domain.TaskId;
import java.util.Collection;

/** The sentences that every target refuses an import with. */
final class ImportRefusals {

  private ImportRefusals() {}

  static PermanentFailureException rows(String table) {
    return new PermanentFailureException(
        "table '" + table + "' holds rows already; say --append or --replace");
  }

  static PermanentFailureException columns(String table, Collection<String> missing) {
    return new PermanentFailureException(
        "table '%s' has no column %s; say --replace or another table with --into"
            .formatted(table, String.join(", ", missing)));
  }

  static PermanentFailureException loading(String table, TaskId other) {
    return new PermanentFailureException(
        "table '%s' is being loaded by task %s; ask again when that is over, or say another table with --into"
            .formatted(table, other));
  }
}
