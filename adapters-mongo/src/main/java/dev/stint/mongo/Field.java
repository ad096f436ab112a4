package dev.stint.mongo;

/** The names of fields that more than one class reads or writes. */
final class Field {

  static final String ID = "_id";

  // A task: what was asked for, flat, then its run as one subdocument.
  static final String QUEUE = "queue";
  static final String TYPE = "type";
  static final String LANE = "lane";
  static final String PRIORITY = "priority";
  static final String OWNER = "owner";
  static final String ARGUMENTS = "arguments";
  static final String PLAN = "plan";
  static final String OPTIONS = "options";
  static final String KEY_NAME = "keyName";
  static final String KEY_SCOPE = "keyScope";
  static final String RUN = "run";
  static final String STATUS = "run.status";
  static final String PHASE = "run.phase";
  static final String LOSSES = "run.losses";

  /** Bytes of the arguments, and of the run's cursor: what a claim's budget is counted in. */
  static final String SIZE = "size";

  static final String CURSOR_SIZE = "cursorSize";

  // Who has it.
  static final String FENCE = "fence";
  static final String SEQUENCE = "sequence";
  static final String WORKER = "worker";
  static final String CLAIM = "claim";

  /** The last status that was not RUNNING, for a release. */
  static final String BEFORE = "before";

  static final String SIGNAL = "signal";

  /** Names the fenced write that came last, so that its writer knows it again. */
  static final String WRITE = "write";

  // Where it is kept and when it is due.

  /**
   * The code of its {@link dev.stint.domain.store.ReadyState}, or {@link ReadyPosition#RUNNING}.
   */
  static final String READY_STATE = "readyState";

  static final String DUE = "due";
  static final String RANK = "rank";
  static final String REQUESTED = "requested";
  static final String STARTED = "started";

  // What people see.
  static final String PROGRESS = "progress";
  static final String RESULT = "result";
  static final String HISTORY = "history";

  /** True once anything was noted in history, messages or items set aside. */
  static final String NOTED = "noted";

  /** Notes that landed with a write and are still to be moved to collections of their own. */
  static final String OWED = "owed";

  // Once it is over.
  static final String FINISHED = "finished";
  static final String PURGE = "purge";
  static final String TOMBSTONE = "tombstone";

  /**
   * How long the run that finished it worked in its last stint; {@link
   * dev.stint.domain.store.EndRecord#NO_RECORD} if its history has none of it, absent of one that
   * an older build finished.
   */
  static final String RAN = "ran";

  /** How many records its history has at most. */
  static final String RECORDS = "records";

  /** Counts how often the task's ACTIVE key was taken from it: a restart must not miss one. */
  static final String SEALS = "seals";

  // Who waits for it.
  /** Counts registrations of waiters; absent if nobody waits. */
  static final String WAITS = "waits";

  /** Since when it owes its waiters a wake; only a task with waiters ever does. */
  static final String OWES = "owes";

  // Its serial key.
  static final String SERIAL_KEY = "serialKey";

  /** When a task with a serial key was stored, in microseconds, no two of one request alike. */
  static final String ARRIVAL = "arrival";

  /** True while it holds its key: only then is it ready or RUNNING. */
  static final String HOLDS = "holds";

  /** The version of its key's record under which it was made the holder last. */
  static final String TURN = "turn";

  /** Its serial key, only while it waits for its turn. */
  static final String TURN_KEY = "turnKey";

  /** Since when its key is to be looked at: it gave it up, or began to wait for it. */
  static final String TURN_AT = "turnAt";

  // Other collections.
  static final String KIND = "kind";
  static final String NAME = "name";
  static final String CONTENT = "content";
  static final String TARGET = "target";
  static final String WAITER = "waiter";
  static final String CALL = "call";
  static final String HOLDER = "holder";
  static final String TASK = "task";
  static final String SCOPE = "scope";
  static final String VERSION = "version";
  static final String CONFIRMED = "confirmed";
  static final String UNTIL = "until";
  static final String LIVE = "live";
  static final String RENEWED = "renewed";
  static final String LEASE = "lease";
  static final String LABEL = "label";
  static final String TYPES = "types";

  private Field() {}
}
