package dev.stint.domain.task;

import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.util.Optional;

/**
 * What a request fixes about a task; only steer fields (priority, options) change later.
 *
 * @param version of the arguments' shape
 * @param plan the actions named by the request, in the codec's form; NONE means the definition's
 * @param options per-task settings in the codec's form; NONE means the definition's
 */
public record TaskSpec(
    TaskId id,
    Line line,
    Lane lane,
    int priority,
    int version,
    Payload arguments,
    Payload plan,
    Payload options,
    Optional<String> name,
    Optional<Owner> owner,
    Optional<IdempotencyKey> key,
    Optional<SerialKey> serialKey) {

  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /** Whether a stored task of this type and these arguments is another one than this asks for. */
  public boolean differs(TaskTypeName storedType, Payload storedArguments) {
    return !line.type().equals(storedType) || !arguments.equals(storedArguments);
  }

  /** Whether another request asks for another task. */
  public boolean differs(TaskSpec other) {
    return differs(other.line.type(), other.arguments);
  }

  /**
   * A hash of what makes this another task than one that the same stint might request instead; not
   * of its due time, its priority and its settings, which may well follow the clock.
   */
  public long content() {
    long hash = FNV_OFFSET;
    hash = hashed(hash, line.type().value());
    hash = hashed(hash, line.queue().value());
    hash = hashed(hash, lane.name());
    hash = hashed(hash, arguments.text());
    hash = hashed(hash, plan.text());
    hash = hashed(hash, owner.map(Owner::value).orElse(""));
    return hashed(hash, serialKey.map(SerialKey::value).orElse(""));
  }

  /** FNV-1a (Fowler, Noll, Vo), and a mark of the end. */
  private static long hashed(long before, String text) {
    long hash = before;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return (hash ^ -1) * FNV_PRIME;
  }

  /** The same task under another id. */
  public TaskSpec withId(TaskId other) {
    return new TaskSpec(
        other, line, lane, priority, version, arguments, plan, options, name, owner, key,
        serialKey);
  }

  /** The same task with other arguments, as they are stored. */
  public TaskSpec withArguments(Payload other) {
    return new TaskSpec(
        id, line, lane, priority, version, other, plan, options, name, owner, key, serialKey);
  }

  /** As a tombstone keeps it: who it was, without what it carried. */
  public TaskSpec asTombstone() {
    return new TaskSpec(
        id,
        line,
        lane,
        priority,
        version,
        Payload.NONE,
        Payload.NONE,
        Payload.NONE,
        name,
        owner,
        key,
        serialKey);
  }

  TaskSpec withUnownedKeys() {
    return new TaskSpec(
        id,
        line,
        lane,
        priority,
        version,
        arguments,
        plan,
        options,
        name,
        owner,
        key.map(IdempotencyKey::unowned),
        serialKey.map(SerialKey::unowned));
  }
}
