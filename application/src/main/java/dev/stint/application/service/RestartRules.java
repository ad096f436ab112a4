package dev.stint.application.service;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.operate.RestartPoint;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Texts;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Replay;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.VersionedTask;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where a person may let a task go on, and what the task keeps of it. */
final class RestartRules {

  private static final int MOST_NAMED = 20;
  private static final int LONGEST_CURSOR = 500;

  private final Plans plans;

  RestartRules(Types types, ArgumentCodec codec) {
    this.plans = new Plans(types, codec);
  }

  /** What becomes of the task, and the message of it; empty if its status does not allow it. */
  Optional<Restart> restart(VersionedTask seen, RestartPoint point) {
    Payload cursor = point.cursor().orElse(Payload.NONE);
    Run run = seen.run();
    if (Steering.restartAt(run, 0, Payload.NONE).isEmpty()) {
      if (!run.running() && Replay.of(run.cursor()).isPresent()) {
        throw new SteerRefusal("the task is about to replay items: let it end that first");
      }
      return Optional.empty();
    }
    if (Replay.marks(cursor)) {
      throw new SteerRefusal("this is the cursor of a replay, not of an action");
    }
    Optional<List<String>> names = names(seen);
    int action = action(seen, point.action().strip(), names);
    return Steering.restartAt(run, action, cursor)
        .map(outcome -> new Restart(outcome, message(run, action, point, names)));
  }

  /** A move, and the words about it. */
  record Restart(Outcome outcome, Message message) {}

  private Optional<List<String>> names(VersionedTask seen) {
    try {
      return plans.names(seen.spec());
    } catch (ArgumentCodec.UnreadableException e) {
      throw new SteerRefusal("this process cannot read the task's plan: " + e.getMessage());
    }
  }

  private static int action(VersionedTask seen, String wanted, Optional<List<String>> names) {
    List<String> known = names.orElse(List.of());
    int[] named =
        IntStream.range(0, known.size()).filter(i -> known.get(i).equals(wanted)).toArray();
    if (named.length == 1) {
      return named[0];
    }
    if (named.length > 1) {
      throw new SteerRefusal(
          "the task has several actions '" + wanted + "': say the number of one");
    }
    int last = names.map(List::size).orElseGet(() -> reached(seen.run()));
    int number = number(wanted);
    if (number < 1 || number > last) {
      throw unknown(seen, wanted, names, last);
    }
    return number - 1;
  }

  /** How many actions the task has at least. */
  private static int reached(Run run) {
    return run.status() == TaskStatus.SUCCEEDED ? run.action() : run.action() + 1;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static SteerRefusal unknown(
      VersionedTask seen, String wanted, Optional<List<String>> names, int last) {
    String shown = "'" + Texts.kept(wanted, LONGEST_CURSOR) + "'";
    return new SteerRefusal(
        names
            .map(some -> "the task has no action " + shown + "; its actions are " + listed(some))
            .orElseGet(
                () ->
                    "this process does not know the task type "
                        + seen.spec().line().type()
                        + ": say the number of an action that the task has reached, from 1 to "
                        + last
                        + ", not "
                        + shown));
  }

  private static String listed(List<String> names) {
    String some =
        IntStream.range(0, Math.min(MOST_NAMED, names.size()))
            .mapToObj(i -> (i + 1) + " '" + names.get(i) + "'")
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMED;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  private static Message message(
      Run before, int action, RestartPoint point, Optional<List<String>> names) {
    String by =
        point.by().map(who -> " as " + who.replaceAll("\\p{Cntrl}", " ") + " asked").orElse("");
    String to = place(action, point.cursor().orElse(Payload.NONE), point, names);
    String from = place(before.action(), before.cursor(), point, names);
    String status = before.status().name().toLowerCase(Locale.ROOT);
    return new Message(
        Message.Level.INFO, "restarts at " + to + by + "; it stood at " + from + ", " + status);
  }

  private static String place(
      int action, Payload cursor, RestartPoint point, Optional<List<String>> names) {
    String name =
        names
            .filter(some -> action < some.size())
            .map(some -> " '" + some.get(action) + "'")
            .orElse("");
    boolean over = names.filter(some -> action >= some.size()).isPresent();
    String where = over ? "its end" : "action " + (action + 1) + name;
    if (cursor.isNone()) {
      return where;
    }
    return point.discreet()
        ? where + " and a cursor that is not shown"
        : where + " after " + Texts.kept(cursor.text(), LONGEST_CURSOR);
  }
}
