package dev.stint.command.seeds;

import dev.stint.application.api.operate.SteerQueues;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.SteerTasks.Steered;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Steers tasks at random, without rest, until told that it is enough. */
final class StormPerson implements Runnable {

  private final SteerTasks steer;
  private final SteerQueues queues;
  private final StormBook book;
  private final TaskTypeName type;
  private final SplittableRandom random;
  private final BooleanSupplier enough;

  StormPerson(
      Stint client,
      StormBook book,
      TaskTypeName type,
      SplittableRandom random,
      BooleanSupplier enough) {
    this.steer = client.steer();
    this.queues = client.queues();
    this.book = book;
    this.type = type;
    this.random = random;
    this.enough = enough;
  }

  @Override
  public void run() {
    while (!enough.getAsBoolean()) {
      try {
        steer();
      } catch (Throwable e) {
        book.wrong("somebody who steers was told " + e);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void steer() {
    List<TaskId> known = book.known();
    if (known.isEmpty()) {
      return;
    }
    List<TaskId> some =
        Stream.generate(() -> known.get(random.nextInt(known.size())))
            .limit(1 + random.nextInt(3))
            .distinct()
            .toList();
    switch (random.nextInt(16)) {
      case 0, 1, 2 -> stop(some, steer::pause);
      case 3, 4 -> stop(some, steer::cancel);
      case 5 -> remove(some);
      case 6, 7, 8 -> free(some, steer::resume);
      case 9, 10, 11 -> free(some, steer::restart);
      case 12 -> known(steer.prioritize(some, random.nextInt(5)));
      case 13 -> known(steer.options(some, o -> o.history(random.nextInt(3))));
      case 14 -> queues.limitType(type, OptionalInt.of(1 + random.nextInt(5)));
      default -> hold();
    }
  }

  private void hold() {
    queues.pauseType(type);
    LockSupport.parkNanos(20_000_000);
    queues.resumeType(type);
  }

  /** Asks a store for one of the verbs. */
  private interface Verb {
    List<Steered> of(List<TaskId> tasks);
  }

  private List<Steered> stop(List<TaskId> tasks, Verb verb) {
    long from = System.nanoTime();
    List<Steered> answers = known(verb.of(tasks));
    answers.stream()
        .filter(answer -> answer.result() == SteerResult.DONE)
        .forEach(answer -> book.note(answer.task(), StormBook.What.STOPPED, from));
    return answers;
  }

  private void remove(List<TaskId> tasks) {
    stop(tasks, steer::remove).stream()
        .filter(answer -> answer.result() == SteerResult.DONE)
        .forEach(answer -> book.remove(answer.task()));
  }

  private void free(List<TaskId> tasks, Verb verb) {
    long from = System.nanoTime();
    tasks.forEach(task -> book.note(task, StormBook.What.FREED, from));
    known(verb.of(tasks)).forEach(answer -> book.note(answer.task(), StormBook.What.FREED, from));
  }

  private List<Steered> known(List<Steered> answers) {
    answers.stream()
        .filter(answer -> answer.result() == SteerResult.UNKNOWN)
        .forEach(answer -> book.unknown(answer.task()));
    return answers;
  }
}
