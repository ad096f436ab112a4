package dev.stint.application.spi;

import dev.stint.domain.KeptMessages;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import java.util.List;
import java.util.Optional;

/**
 * What goes with a fenced write beside the run: changed arguments, progress, result, messages,
 * items set aside, items done again. Messages and items are keyed by (task, fence, sequence,
 * index): a repeat is harmless. Of the messages a store keeps, in their order, those that {@link
 * KeptMessages} takes, and drops the rest without a word; the write lands anyway.
 *
 * @param setAside an item that is set aside already takes this content and reason, and keeps its
 *     place
 * @param redone names of items that are set aside no longer from this write on, in the same atomic
 *     step. A name that is not set aside is passed by; one in {@code setAside}, too, stays
 */
public record Notes(
    Optional<Payload> arguments,
    Optional<Progress> progress,
    Optional<Payload> result,
    List<Message> messages,
    List<SetAside> setAside,
    List<String> redone) {

  public static final Notes NONE =
      new Notes(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

  /** Nothing was done again. */
  public Notes(
      Optional<Payload> arguments,
      Optional<Progress> progress,
      Optional<Payload> result,
      List<Message> messages,
      List<SetAside> setAside) {
    this(arguments, progress, result, messages, setAside, List.of());
  }

  /** Whether it notes a milestone, which others may wait for. */
  public boolean milestone() {
    return !messages.isEmpty()
        && messages.stream().anyMatch(m -> m.level() == Message.Level.MILESTONE);
  }

  /** How many bytes a store is sent with them, about. */
  public long bytes() {
    if (this == NONE) {
      return 0;
    }
    long sum = arguments.map(Payload::size).orElse(0) + result.map(Payload::size).orElse(0);
    sum += progress.map(p -> p.text().length()).orElse(0);
    for (Message message : messages) {
      sum += message.text().length();
    }
    for (SetAside item : setAside) {
      sum += item.content().size() + item.reason().length();
    }
    for (String item : redone) {
      sum += item.length();
    }
    return sum;
  }

  public Notes {
    messages = List.copyOf(messages);
    setAside = List.copyOf(setAside);
    redone = List.copyOf(redone);
  }
}
