package dev.stint.jdbc;

import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Message;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes messages, items set aside and history, keyed so that a repeat is harmless. */
final class NoteWriter {

  private static final List<String> MARKS =
      Arrays.stream(Message.Level.values())
          .filter(Message.Level::mark)
          .map(Message.Level::name)
          .toList();

  private final Database database;
  private final Statements sql;

  NoteWriter(Database database) {
    this.database = database;
    this.sql = database.statements();
  }

  void write(Handle handle, WriteKey key, Notes notes) {
    int number = 0;
    for (Message message : notes.messages()) {
      handle
          .createUpdate(sql.get("note_message"))
          .bind("id", key.task().value())
          .bind("fence", key.fence().value())
          .bind("sequence", key.sequence())
          .bind("number", number++)
          .bind("now", database.clock().micros())
          .bind("level", message.level().name())
          .bind("words", Binding.clean(message.text()))
          .bindList("marks", MARKS)
          .bind("mark", message.level().mark())
          .bind("most", KeptMessages.MOST)
          .bind("most_ordinary", KeptMessages.MOST_ORDINARY)
          .execute();
    }
    for (SetAside item : notes.setAside()) {
      handle
          .createUpdate(sql.get("note_set_aside"))
          .bind("id", key.task().value())
          .bind("item", item.item())
          .bind("content", item.content().bytes())
          .bind("reason", Binding.clean(item.reason()))
          .execute();
    }
  }

  /** Adds the stint to the history unless it went plainly well. */
  void remember(Handle handle, Settlement settlement, Run run) {
    WriteKey key = settlement.key();
    TaskStatus status = run.status();
    boolean worthIt =
        status == TaskStatus.RETRYING
            || status == TaskStatus.INTERRUPTED
            || status == TaskStatus.FAILED
            || status == TaskStatus.BLOCKED;
    if (!worthIt || settlement.history() <= 0) {
      return;
    }
    Binding.failure(
            handle
                .createUpdate(sql.get("note_attempt"))
                .bind("id", key.task().value())
                .bind("fence", key.fence().value())
                .bind("sequence", key.sequence())
                .bind("now", database.clock().micros())
                .bind("status", status.name())
                .bind("attempt", run.attempt())
                .bind("ran", Settling.micros(settlement.ran()))
                .bind("worker", key.worker().value())
                .bind("result", Binding.NONE),
            run.failure())
        .execute();
    handle
        .createUpdate(sql.get("trim_attempts"))
        .bind("id", key.task().value())
        .bind("kept", settlement.history())
        .execute();
  }
}
