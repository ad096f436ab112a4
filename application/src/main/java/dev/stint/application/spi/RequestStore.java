package dev.stint.application.spi;

import dev.stint.domain.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Stores requests. */
public interface RequestStore {

  /**
   * Stores each task unless its id or its idempotency key is taken, among live and finished tasks;
   * answers in the same order. Atomic per item: a taken key is an answer, not an error, and never
   * undoes another item. On return every new task is durable. Safe to repeat with the same ids.
   *
   * <p>A task with a serial key that is held, or waited for, is stored BLOCKED: see {@link
   * RunStore}.
   *
   * <p>A key of scope ACTIVE whose task is finished or gone passes to the new task; of two that ask
   * at once one wins and the other is answered the winner's id.
   */
  List<Inserted> insert(List<NewTask> tasks);

  /** How many tasks a call brings at most: as many as this store writes well at once. */
  default int largestInsert() {
    return WriteBatch.MOST_ROWS;
  }

  /**
   * Stores tasks as {@link #insert} does, then those that {@code more} makes of the answers; in one
   * transaction with them if the store has any, so that all of them are stored or none, else right
   * after them. Safe to repeat if {@code more} makes the same ids.
   *
   * @param more a pure function: it may be asked more than once, and while a transaction is open
   * @return the answers for the first ones, then those for the others
   */
  default List<Inserted> insertThen(
      List<NewTask> tasks, Function<List<Inserted>, List<NewTask>> more) {
    List<Inserted> answers = new ArrayList<>(insert(tasks));
    List<NewTask> others = more.apply(List.copyOf(answers));
    if (!others.isEmpty()) {
      answers.addAll(insert(others));
    }
    return answers;
  }

  /**
   * The same as {@link #insert} inside the caller's own open transaction, which decides alone
   * whether the tasks ever existed. Touches only the rows of these tasks and keys; one with a
   * serial key waits for its turn until {@link RunStore#deliver} grants it.
   *
   * @param transaction what this store takes for one, such as a JDBC connection
   * @throws StoreException permanent, if the store has no transactions or does not know this kind
   */
  List<Inserted> insertWithin(Object transaction, List<NewTask> tasks);

  /**
   * Whether this thread is inside a transaction of the store that an insert joins, as user code of
   * an atomic chunk is: then no other thread can make it.
   */
  default boolean joins() {
    return false;
  }

  /** How to insert on a caller's own thread; empty if nothing could end such an insert. */
  default Optional<CallerInserts> onCallers() {
    return Optional.empty();
  }
}
