package dev.stint.testing;

/**
 * A world with all that the tasks change outside of Stint: fakes of what they call, or a database.
 * {@link KillAtEveryCommit} makes many of them.
 */
public interface KillScenario {

  /** Names what a task does outside of the store, so that it is killed before and after it, too. */
  @FunctionalInterface
  interface Effects {

    /** Does it. */
    void at(String name, Runnable effect);
  }

  /**
   * Says what a process knows; called for each process, the killed one and the one that takes over,
   * so that what it makes here dies with it. All that is to outlive it belongs in fields of the
   * world. All processes of a world need one store: see {@link TestStint.Builder#store}.
   *
   * @param effects more points at which to die, around what no store sees
   */
  void define(TestStint.Builder process, Effects effects);

  /** Requests what is to run. Not killed. */
  void begin(TestStint stint);

  /**
   * Asserts what there is once all tasks are over. That they end as in the undisturbed run, with
   * the same statuses and results, and that there are as many, is asserted beside.
   */
  void check(TestStint stint);

  /** The world is not needed any more. */
  default void close() throws Exception {}
}
