package dev.stint.domain.life;

import dev.stint.domain.TaskId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * What holds a BLOCKED task up.
 *
 * @param await what it waits for: always with TASK; with TURN or UNREADABLE if such a wait lies
 *     beneath
 * @param until when that wait runs out; present with {@code await}
 */
public record Block(BlockReason reason, Optional<Await> await, Optional<Instant> until) {

  /** Its turn in its serial key. */
  public static final Block TURN = new Block(BlockReason.TURN, Optional.empty(), Optional.empty());

  /** A build that can read it. */
  public static final Block UNREADABLE =
      new Block(BlockReason.UNREADABLE, Optional.empty(), Optional.empty());

  public Block {
    if (await.isPresent() != until.isPresent()) {
      throw new IllegalArgumentException("a wait has a limit, and only a wait has one");
    }
    if (reason == BlockReason.TASK && await.isEmpty()) {
      throw new IllegalArgumentException("a task BLOCKED by a task names it");
    }
    until = until.map(u -> u.truncatedTo(ChronoUnit.MICROS));
  }

  public static Block on(Await await, Instant until) {
    return new Block(BlockReason.TASK, Optional.of(await), Optional.of(until));
  }

  /** The same wait, held up for another reason above it. */
  Block beneath(BlockReason above) {
    return new Block(above, await, until);
  }

  /** What is left when its turn has come, or does not matter any more. */
  Optional<Block> withoutTurn() {
    return await.map(a -> beneath(BlockReason.TASK));
  }

  /**
   * As it is stored: the reason's name, then, if a wait is there, a blank and its fields. Only the
   * reason differs between a wait and the same wait beneath another reason.
   */
  public String text() {
    return await
        .map(
            a ->
                String.join(
                    " ",
                    reason.name(),
                    a.task().value().toString(),
                    a.accepts().name(),
                    until.orElseThrow().toString(),
                    a.milestone().orElse("")))
        .orElse(reason.name());
  }

  /**
   * Reads {@link #text}.
   *
   * @throws IllegalArgumentException if it is not such a text
   */
  public static Block of(String text) {
    String[] parts = text.split(" ", 5);
    BlockReason reason = BlockReason.valueOf(parts[0]);
    if (parts.length < 5) {
      return new Block(reason, Optional.empty(), Optional.empty());
    }
    TaskId task = new TaskId(UUID.fromString(parts[1]));
    Optional<String> milestone = parts[4].isEmpty() ? Optional.empty() : Optional.of(parts[4]);
    Await await = new Await(task, milestone, Await.Accepts.valueOf(parts[2]));
    return new Block(reason, Optional.of(await), Optional.of(Instant.parse(parts[3])));
  }
}
