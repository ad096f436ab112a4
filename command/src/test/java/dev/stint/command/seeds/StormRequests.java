package dev.stint.command.seeds;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.Requested;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UniquePolicy;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Requests tasks of every kind that another one or a person can hold up. */
final class StormRequests {

  private static final RetryPolicy UNTIL_IT_SUCCEEDS =
      RetryPolicy.fixed(RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ofMillis(20));

  private final Stint client;
  private final StormBook book;
  private final SplittableRandom random;
  private final Types types;

  /** Of the storm at hand. */
  record Types(
      TaskType<String> work, TaskType<String> few, TaskType<String> waits, TaskType<String> told) {}

  StormRequests(Stint client, StormBook book, SplittableRandom random, Types types) {
    this.client = client;
    this.book = book;
    this.random = random;
    this.types = types;
  }

  void one(int number) {
    List<TaskId> known = book.known();
    int choice = known.isEmpty() ? 0 : random.nextInt(10);
    switch (choice) {
      case 1 -> store(types.few.with("few " + number));
      case 2 -> storeWithCallback(number);
      case 3 -> store(work("after " + number).after(oneOf(known)));
      case 4 -> storeUnique(number);
      case 5 -> store(coalescing(number));
      case 6 -> store(work("later " + number).dueIn(Duration.ofMillis(random.nextInt(200))));
      case 7 -> store(work("paused " + number).paused());
      case 8 -> store(types.waits.with(oneOf(known).toString()));
      case 9 -> store(keyed(number));
      default -> store(work("plain " + number).priority(random.nextInt(3)));
    }
  }

  private Request<String> work(String text) {
    return types.work.with(text);
  }

  private TaskId oneOf(List<TaskId> known) {
    return known.get(random.nextInt(known.size()));
  }

  private Request<String> keyed(int number) {
    int key = random.nextInt(3);
    return work("key " + key + ": " + number).serialKey(types.work.name() + " key " + key);
  }

  private Request<String> coalescing(int number) {
    Request<String> keyed = work("coalescing " + number).serialKey(types.work.name() + " coalesce");
    return keyed.options(RequestOptions.NONE.absorbing(random.nextInt(3)));
  }

  private void store(Request<String> request) {
    book.store(client.tasks().request(request.retry(UNTIL_IT_SUCCEEDS)).id());
  }

  private void storeWithCallback(int number) {
    Request<String> first = work("followed " + number).retry(UNTIL_IT_SUCCEEDS);
    client
        .tasks()
        .requestThen(first, id -> types.told.with("callback " + number))
        .forEach(stored -> book.store(stored.id()));
  }

  private void storeUnique(int number) {
    UniquePolicy[] policies = UniquePolicy.values();
    Request<String> unique =
        work("unique " + number)
            .key(types.work.name() + " unique " + random.nextInt(2))
            .unique(policies[random.nextInt(policies.length)])
            .retry(UNTIL_IT_SUCCEEDS);
    try {
      Requested stored = client.tasks().request(unique);
      if (stored.isNew()) {
        book.store(stored.id());
      }
    } catch (RefusedException another) {
      // Another task has the key.
    }
  }
}
