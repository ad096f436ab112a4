package dev.stint.web;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.events.Reader;
import dev.stint.web.events.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A task: how it stands, its progress, and its messages as they come. Messages are numbered from 1;
 * they are read only while they can have become more. For one thread at a time.
 */
final class TaskWatch implements Watched<TaskWatch.Seen> {

  private static final String PROGRESS = "progress";

  private final TaskId task;
  private Optional<TaskRow> before = Optional.empty();
  private int count;

  TaskWatch(TaskId task) {
    this.task = task;
  }

  /**
   * @param messages empty if they were not read
   */
  record Seen(Optional<TaskRow> row, Optional<List<TaskMessage>> messages) {}

  @Override
  public Duration every() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Seen look(List<Reader> readers) {
    AskTasks ask = readers.get(0).ask();
    Optional<TaskRow> row = ask.find(task);
    boolean still =
        row.equals(before)
            && row.filter(r -> r.standing().worker().isPresent()).isEmpty()
            && readers.stream().noneMatch(this::lags);
    Optional<List<TaskMessage>> messages =
        row.isEmpty() || still ? Optional.empty() : Optional.of(shown(ask));
    before = row;
    messages.ifPresent(all -> count = all.size());
    return new Seen(row, messages);
  }

  private List<TaskMessage> shown(AskTasks ask) {
    return ask.messages(task).stream()
        .filter(m -> m.message().level() != Message.Level.LINK)
        .toList();
  }

  private boolean lags(Reader reader) {
    return reader.isFresh() || reader.position() != count;
  }

  @Override
  public void tell(Seen seen, Reader reader) {
    if (seen.row().isEmpty()) {
      reader.end("end", EventWords.detail("there is no such task any more"));
      return;
    }
    if (reader.hasRoom()) {
      TaskRow row = seen.row().get();
      Facts facts = TaskFacts.row(row);
      reader.say("state", JsonText.of(facts), JsonText.of(facts.without(PROGRESS)));
      reader.say(PROGRESS, JsonText.of(TaskFacts.progress(row.progress())));
      seen.messages().ifPresent(all -> messages(all, reader));
      if (row.status().finished() && reader.position() == count) {
        reader.end("end", EventWords.detail("the task is over"));
      }
    }
  }

  /** After a restart of what is kept there are fewer than were told: they begin anew. */
  private static void messages(List<TaskMessage> all, Reader reader) {
    if (reader.position() > all.size()) {
      reader.restart();
    }
    for (int i = reader.position(); i < all.size() && reader.hasRoom(); i++) {
      reader.say("message", JsonText.of(TaskFacts.message(all.get(i))), i + 1);
    }
  }

  @Override
  public String words(Throwable trouble) {
    return EventWords.of(trouble);
  }
}
