package dev.stint.application.engine.run;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.UniquePolicy;
import dev.stint.application.spi.Notes;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a stint noted since its last write; messages that no store would keep are not noted, only
 * counted. One thread notes; others may take what it said meanwhile.
 */
public final class PendingNotes {

  /** A stint that says more asks once how many messages of its task are kept already. */
  private static final int QUIET = 100;

  private static final String OTHER =
      "asked for a task under an id or a key that task %s has, which is of another type or has"
          + " other arguments: none was stored";

  private final Supplier<KeptMessages> before;

  /** Most stints note nothing: a list is made for the first that it takes. */
  private List<Message> messages = List.of();

  private List<SetAside> setAside = List.of();
  private List<String> redone = List.of();
  private List<Request<?>> requests = List.of();
  private Optional<Progress> progress = Optional.empty();
  private Optional<Payload> arguments = Optional.empty();
  private KeptMessages kept = KeptMessages.NONE;
  private int said;
  private long dropped;
  private long aside;

  /** Whether there is a message or progress to be taken. */
  private volatile boolean unwritten;

  /**
   * @param before the messages of the task that the store has; asked only if there are many
   */
  public PendingNotes(Supplier<KeptMessages> before) {
    this.before = before;
  }

  public void message(Message message) {
    if (said == QUIET) {
      kept = sum(before.get());
    }
    said++;
    hear(message);
  }

  /** Existing tasks that took the place of requested ones; noted as messages of the task. */
  void known(List<TaskId> others) {
    for (TaskId other : others) {
      message(new Message(Message.Level.WARNING, OTHER.formatted(other)));
    }
  }

  private synchronized void hear(Message message) {
    if (kept.takes(message.level())) {
      kept = kept.and(message.level(), 1);
      messages = with(messages, message);
      unwritten = true;
    } else {
      dropped++;
    }
  }

  /** What the store has, and what is on its way. */
  private synchronized KeptMessages sum(KeptMessages stored) {
    KeptMessages all = stored;
    for (Message message : messages) {
      all = all.and(message.level(), 1);
    }
    return all;
  }

  /** How many messages were dropped. */
  long dropped() {
    return dropped;
  }

  /** How many items were set aside; none of a chunk that was rolled back. */
  long aside() {
    return aside;
  }

  private static <T> List<T> with(List<T> some, T more) {
    List<T> all = some.isEmpty() ? new ArrayList<>() : some;
    all.add(more);
    return all;
  }

  public synchronized void setAside(SetAside item) {
    setAside = with(setAside, item);
    aside++;
  }

  /** An item that was set aside is done. */
  synchronized void redone(String item) {
    redone = with(redone, item);
  }

  /**
   * @throws RefusedException if it asks for more than to be answered its key's task, which only a
   *     caller who waits for the answer can be
   */
  public void request(Request<?> request) {
    if (request.unique() != UniquePolicy.RETURN_EXISTING) {
      throw new RefusedException(
          "what an action requests is stored later, with its next checkpoint or outcome, so it can"
              + " not %s a task whose key it shares; request it through RequestTasks"
                  .formatted(request.unique() == UniquePolicy.REPLACE ? "replace" : "reject"));
    }
    requests = with(requests, request);
  }

  public synchronized void progress(Progress reached) {
    progress = Optional.of(reached);
    unwritten = true;
  }

  synchronized void arguments(Payload changed) {
    arguments = Optional.of(changed);
  }

  public List<Request<?>> requests() {
    return requests;
  }

  void requestsStored() {
    requests = List.of();
  }

  public synchronized Notes notes(Optional<Payload> result) {
    boolean none =
        messages.isEmpty()
            && setAside.isEmpty()
            && redone.isEmpty()
            && arguments.isEmpty()
            && progress.isEmpty()
            && result.isEmpty();
    return none ? Notes.NONE : new Notes(arguments, progress, result, messages, setAside, redone);
  }

  synchronized Notes take(Optional<Payload> result) {
    Notes notes = notes(result);
    setAside = List.of();
    redone = List.of();
    arguments = Optional.empty();
    said();
    return notes;
  }

  /** Whether it said something that nobody has taken. */
  boolean unwritten() {
    return unwritten;
  }

  /** Takes messages and progress only: the rest belongs to a write of the stint itself. */
  synchronized Notes takeSaid() {
    Notes notes = new Notes(Optional.empty(), progress, Optional.empty(), messages, List.of());
    said();
    return notes;
  }

  private void said() {
    messages = List.of();
    progress = Optional.empty();
    unwritten = false;
  }

  /** Has what was taken by {@link #takeSaid} again, before what was said since. */
  synchronized void putBack(Notes notes) {
    List<Message> all = new ArrayList<>(notes.messages());
    all.addAll(messages);
    messages = all;
    progress = progress.or(notes::progress);
    unwritten = true;
  }

  private static <T> List<T> copy(List<T> some) {
    return some.isEmpty() ? List.of() : new ArrayList<>(some);
  }

  /** What would be lost by a chunk that rolls back. */
  synchronized PendingNotes copy() {
    PendingNotes copy = new PendingNotes(before);
    copy.messages = copy(messages);
    copy.setAside = copy(setAside);
    copy.redone = copy(redone);
    copy.requests = copy(requests);
    copy.progress = progress;
    copy.arguments = arguments;
    copy.kept = kept;
    copy.said = said;
    copy.dropped = dropped;
    copy.aside = aside;
    copy.unwritten = unwritten;
    return copy;
  }
}
