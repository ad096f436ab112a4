package dev.stint.application.spi;

/** What the upkeep of a store may have to do; see {@link WorkerStore#upkeep}. */
public enum Upkeep {

  /** A task came due: {@link RunStore#promote}. */
  PROMOTE,

  /** A serial key or a wake is owed: {@link RunStore#deliver}, {@link WaitStore#owed}. */
  DELIVER,

  /** A worker's lease ended, or a lost worker is still known: {@link WorkerStore#lose}. */
  REAP,

  /** A task is ready, or suspect, in some line: {@link RunStore#claim}. */
  CLAIM
}
