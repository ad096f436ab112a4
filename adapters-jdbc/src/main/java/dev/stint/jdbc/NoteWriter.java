package dev.stint.jdbc;

import dev.stint.application.spi.Notes;
import dev.stint.domain.Fence;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Message;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.WriteKey;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes messages and items set aside, keyed so that a repeat is harmless. */
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
    messages(handle, key.task(), key.fence(), key.sequence(), notes.messages());
    for (String item : notes.redone()) {
      handle
          .createUpdate(sql.get("note_redone"))
          .bind("id", key.task().value())
          .bind("item", item)
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

  void messages(Handle handle, TaskId task, Fence fence, long sequence, List<Message> messages) {
    int number = 0;
    for (Message message : messages) {
      handle
          .createUpdate(sql.get("note_message"))
          .bind("id", task.value())
          .bind("fence", fence.value())
          .bind("sequence", sequence)
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
  }
}
