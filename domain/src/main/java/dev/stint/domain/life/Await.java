package dev.stint.domain.life;

import dev.stint.domain.PlainText;
import dev.stint.domain.TaskId;
import dev.stint.domain.Texts;
import java.util.Objects;
import java.util.Optional;

/**
 * What a task waits for: another task's end, or a milestone inside it.
 *
 * @param task the one waited for
 * @param milestone its name; empty means the end of the task
 * @param accepts which ends will do; for a milestone it does not matter
 */
public record Await(TaskId task, Optional<String> milestone, Accepts accepts) {

  /** The longest name of a milestone, in characters. */
  public static final int LONGEST_MILESTONE = 120;

  /** Which ends will do. */
  public enum Accepts {
    SUCCESS,
    ANY_END
  }

  /** What a wait came to, by what its target is now. */
  public enum Verdict {
    /** It came. */
    CAME,
    /** It may still come. */
    NOT_YET,
    /** It cannot come any more. */
    NEVER
  }

  public Await {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(accepts, "accepts");
    milestone.ifPresent(Await::check);
  }

  public static Await success(TaskId task) {
    return new Await(task, Optional.empty(), Accepts.SUCCESS);
  }

  public static Await anyEnd(TaskId task) {
    return new Await(task, Optional.empty(), Accepts.ANY_END);
  }

  public static Await milestone(TaskId task, String name) {
    return new Await(task, Optional.of(name), Accepts.SUCCESS);
  }

  /**
   * @param target where the target stands; empty if there is no such task (any more)
   * @param reached whether it reached the milestone, if one is awaited
   */
  public Verdict verdict(Optional<TaskStatus> target, boolean reached) {
    if (milestone.isPresent() && reached) {
      return Verdict.CAME;
    }
    if (target.isEmpty()) {
      return Verdict.NEVER;
    }
    if (!target.get().finished()) {
      return Verdict.NOT_YET;
    }
    boolean well = accepts == Accepts.ANY_END || target.get() == TaskStatus.SUCCEEDED;
    return milestone.isEmpty() && well ? Verdict.CAME : Verdict.NEVER;
  }

  /** In words for people: "task 0193… to succeed". */
  public String words() {
    return milestone
        .map(m -> "milestone '" + m + "' of task " + task)
        .orElseGet(() -> "task " + task + (accepts == Accepts.ANY_END ? " to end" : " to succeed"));
  }

  /**
   * @throws IllegalArgumentException if the name is empty or too long, or would be stored as
   *     another one, for which nobody waits
   */
  public static void check(String milestone) {
    if (milestone.isBlank() || milestone.length() > LONGEST_MILESTONE) {
      throw new IllegalArgumentException(
          "a milestone has 1 to "
              + LONGEST_MILESTONE
              + " characters: "
              + PlainText.quoted(milestone));
    }
    if (!Texts.kept(milestone, LONGEST_MILESTONE).equals(milestone)) {
      throw new IllegalArgumentException(
          "a milestone must not hold NUL or half a surrogate pair: " + PlainText.quoted(milestone));
    }
  }
}
