package dev.stint.web.page;

import java.util.List;
import java.util.Optional;

/**
 * One task.
 *
 * @param why what it does, or why it does not run
 * @param awaited the task that it waits for; empty if it waits for none
 * @param notice words of the host for who asked for it; may be empty
 */
record TaskView(
    TaskLine line,
    String why,
    String awaited,
    String notice,
    Optional<SafeLink> link,
    Forecast forecast,
    List<Step> steps,
    Optional<Trouble> trouble,
    Records records,
    List<Fact> facts,
    List<Part> parts,
    Controls controls) {

  /**
   * An action of its plan.
   *
   * @param state done, now, ahead or failed
   * @param words what there is to say of it
   */
  record Step(int number, String name, String state, String words) {}

  /** What went wrong last. */
  record Trouble(String kind, String message, String stack, boolean permanent) {}

  /**
   * What it left behind.
   *
   * @param replays whether what was set aside can be done again by a button
   */
  record Records(
      List<Told> messages,
      boolean moreMessages,
      List<Past> history,
      List<Aside> aside,
      boolean replays) {}

  /** A message. */
  record Told(Moment at, String level, String text) {}

  /** A run that is over. */
  record Past(
      Moment started,
      String ran,
      Badge badge,
      String attempt,
      String worker,
      String kind,
      String failure,
      String stack) {}

  /** An item that was set aside. */
  record Aside(String item, String reason, String content) {}

  /**
   * A short thing to know.
   *
   * @param at if it is a moment
   * @param href where it leads; may be empty
   */
  record Fact(String name, String value, Moment at, String href) {}

  /** What may be large: arguments, cursor, result. */
  record Part(String name, String text) {}

  /**
   * What can be done with it.
   *
   * @param buttons that do no harm
   * @param grave that ask once more
   * @param prioritizes whether its priority can be changed
   * @param seen how the task stands, for what is then done to it
   * @param elsewhere where else in its plan it can go on; empty if nowhere
   * @param commands the same for a terminal
   */
  record Controls(
      List<Button> buttons,
      List<Button> grave,
      boolean prioritizes,
      String seen,
      Optional<Elsewhere> elsewhere,
      List<String> commands) {

    boolean any() {
      return !buttons.isEmpty() || !grave.isEmpty() || prioritizes;
    }
  }

  /**
   * Where in its plan it can be made to go on.
   *
   * @param actions at whose beginning; none if they are not known
   * @param current the number of the action whose cursor can be edited; 0 if that cannot be
   * @param seen how the task stands, by each step that it took
   */
  record Elsewhere(List<Step> actions, int current, String cursor, String seen) {}

  /**
   * A wish.
   *
   * @param ask what is asked once more; empty if nothing is
   */
  record Button(String verb, String label, String ask) {}
}
