package dev.stint.redis;

import dev.stint.application.spi.Notes;
import dev.stint.domain.Fence;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.store.KeptTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Adds to a script's arguments what a write of a task carries. */
final class Writing {

  private Writing() {}

  static Args id(TaskId task) {
    return new Args().add(Row.hex(task));
  }

  static Args key(Args args, WriteKey key) {
    return args.add(Row.hex(key.task()))
        .add(key.worker() + fence(key.fence()))
        .add(sequence(key.sequence()));
  }

  static String fence(Fence fence) {
    return padded(fence.value(), 16);
  }

  static String sequence(long sequence) {
    return padded(sequence, 10);
  }

  static String padded(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(digits - text.length()) + text;
  }

  /**
   * @param head whether the task keeps its serial key, if it has one
   */
  static Args outcome(Args args, Outcome outcome, Duration keep, HeadPolicy head) {
    Run run = outcome.run();
    KeptTask kept = KeptTask.of(outcome, keep);
    boolean stays = outcome.finished() && !kept.tombstone();
    args.add(Codes.of(run)).add(run.suspect());
    return SortKeys.due(args, outcome.due())
        .add(outcome.rank().ordinal())
        .add(stays ? TaskCodec.whole(run) : TaskCodec.run(run))
        .add(SortKeys.micros(kept.time()))
        .add(outcome.finished() && kept.tombstone())
        .add(!outcome.removed() && SerialKeyRules.keeps(run, head));
  }

  /**
   * @param history an entry, or nothing
   * @param kept how many entries are kept
   */
  static Args notes(Args args, Notes notes, byte[] history, int kept) {
    boolean some = !notes.equals(Notes.NONE) || history.length > 0;
    args.add(some);
    return some ? all(args, notes).add(history).add(kept) : args;
  }

  private static Args all(Args args, Notes notes) {
    maybe(args, notes.arguments().map(Payload::bytes));
    maybe(args, notes.progress().map(TaskCodec::progress));
    maybe(args, notes.result().map(Payload::bytes));
    messages(args, notes.messages());
    args.add(notes.setAside().size());
    for (SetAside item : notes.setAside()) {
      args.add(item.item()).add(new Packing().payload(item.content()).text(item.reason()).done());
    }
    args.add(notes.redone().size());
    notes.redone().forEach(args::add);
    return args.add(notes.milestone());
  }

  /** With the limits of {@link KeptMessages}; the script counts. */
  private static void messages(Args args, List<Message> messages) {
    args.add(messages.size());
    if (!messages.isEmpty()) {
      args.add(KeptMessages.MOST).add(KeptMessages.MOST_ORDINARY);
    }
    for (Message message : messages) {
      args.add(message.level().mark())
          .add(new Packing().text(message.level().name()).text(message.text()).done());
    }
  }

  private static void maybe(Args args, Optional<byte[]> value) {
    args.add(value.isPresent());
    value.ifPresent(args::add);
  }
}
