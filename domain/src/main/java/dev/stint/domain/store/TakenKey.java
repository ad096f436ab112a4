package dev.stint.domain.store;

import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.IdempotencyKey.Scope;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An idempotency key that is written down already, as a request finds it. Each fact may be asked of
 * the store when it is needed.
 */
public interface TakenKey {

  /** How long a key of scope ALWAYS answers at least, from the finish of its task. */
  Duration KEPT = Duration.ofHours(24);

  /** What a request with the key comes to. */
  enum Answer {
    /** The key is its own: store it, unless it is stored. */
    STORE,
    /** It was stored before, and its key has passed on since: it is the answer itself. */
    ITSELF,
    /** Who took the key never stored its task: store the request under the id that is named. */
    ADOPT,
    /** The task that the key names is the answer. */
    HOLDER,
    /** The key passes to the request: store it. */
    PASS
  }

  /** Whether the key names the very task that asks. */
  boolean own();

  /** Whether the task that asks is stored. */
  boolean stored();

  /** Whether it is known that the task named was stored once. */
  boolean confirmed();

  /** Whether the task named is stored, as a tombstone at least. */
  boolean holderStored();

  /** Whether the task named is stored and not over. */
  boolean holderLive();

  /** The scope that the key was written with. */
  Scope scope();

  /** What a request comes to. */
  default Answer answer() {
    if (own()) {
      return Answer.STORE;
    }
    if (stored()) {
      return Answer.ITSELF;
    }
    if (!confirmed() && !holderStored()) {
      return Answer.ADOPT;
    }
    return scope() == Scope.ALWAYS || holderLive() ? Answer.HOLDER : Answer.PASS;
  }

  /** Whether a finished task that is started anew takes the key again. */
  default boolean back() {
    return own() || (holderStored() ? !holderLive() : confirmed());
  }

  /** The key that a finished task needs before it may be started anew. */
  static Optional<IdempotencyKey> ofRestart(TaskSpec finished) {
    return finished.key().filter(k -> k.scope() == Scope.ACTIVE);
  }

  /**
   * Until when a key goes on answering for a task that is cleaned away; empty: it goes with the
   * task, as does one whose time is over.
   */
  static Optional<Instant> keptUntil(Scope scope, Instant finished) {
    return scope == Scope.ALWAYS ? Optional.of(finished.plus(KEPT)) : Optional.empty();
  }
}
