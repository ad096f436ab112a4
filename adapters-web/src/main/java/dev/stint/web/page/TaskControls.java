package dev.stint.web.page;

import dev.stint.application.api.operate.Catalogue;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Lifecycle;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskEvent;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.ApiRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What somebody may do with a task as it stands. */
final class TaskControls {

  /** A longer cursor is edited by other means. */
  private static final int LONGEST_CURSOR = 4_000;

  private TaskControls() {}

  static TaskView.Controls of(Visit visit, TaskRow row) {
    boolean steers = visit.acting().steer().maySteer(row.id());
    boolean operates = steers && visit.may(ApiRole.OPERATE);
    boolean removes = steers && visit.may(ApiRole.ADMINISTER);
    TaskStatus status = row.status();
    return new TaskView.Controls(
        operates ? harmless(status) : List.of(),
        grave(status, operates, removes),
        operates && !status.finished(),
        SeenTask.of(row.standing()),
        operates ? elsewhere(visit, row) : Optional.empty(),
        commands(row, visit.shown(row)));
  }

  /** None of a task that runs, or is about to replay items: the domain refuses both. */
  private static Optional<TaskView.Elsewhere> elsewhere(Visit visit, TaskRow row) {
    Run run = row.standing().run();
    if (Steering.restartAt(run, 0, Payload.NONE).isEmpty()) {
      return Optional.empty();
    }
    List<TaskView.Step> actions = Plan.of(row, visit.ask());
    String cursor = run.cursor().text();
    boolean whole = cursor.equals(visit.shown(row).apply(run.cursor()));
    boolean edits = whole && !cursor.isEmpty() && cursor.length() <= LONGEST_CURSOR;
    TaskView.Elsewhere elsewhere =
        new TaskView.Elsewhere(
            actions,
            edits ? run.action() + 1 : 0,
            edits ? cursor : "",
            SeenTask.exactly(row.standing()));
    return Optional.of(elsewhere).filter(e -> e.current() > 0 || !e.actions().isEmpty());
  }

  /** Whether what it set aside can be done again, as far as this process knows its type. */
  static boolean replays(Visit visit, TaskRow row) {
    return visit.may(ApiRole.OPERATE)
        && visit.acting().steer().maySteer(row.id())
        && Lifecycle.allows(row.status(), TaskEvent.RESTART)
        && row.status() != TaskStatus.SUPERSEDED
        && visit
            .ask()
            .type(row.type().value())
            .filter(type -> type.actions().stream().filter(Catalogue.Step::replays).count() == 1)
            .isPresent();
  }

  private static List<TaskView.Button> harmless(TaskStatus status) {
    List<TaskView.Button> buttons = new ArrayList<>();
    if (status == TaskStatus.RUNNING || Lifecycle.allows(status, TaskEvent.PAUSE)) {
      buttons.add(new TaskView.Button("pause", "Pause", ""));
    }
    if (Lifecycle.allows(status, TaskEvent.RESUME)) {
      buttons.add(new TaskView.Button("resume", "Resume", ""));
    }
    if (Lifecycle.allows(status, TaskEvent.RESTART)) {
      buttons.add(new TaskView.Button("restart", "Restart", ""));
    }
    return buttons;
  }

  private static List<TaskView.Button> grave(TaskStatus status, boolean operates, boolean removes) {
    List<TaskView.Button> buttons = new ArrayList<>();
    if (operates && !status.finished()) {
      buttons.add(new TaskView.Button("cancel", "Cancel", "It ends as it stands."));
    }
    if (removes) {
      buttons.add(
          new TaskView.Button("remove", "Remove", "Nothing of it is kept; it cannot be undone."));
    }
    return buttons;
  }

  /** None with arguments of which a part may not be shown: the task would be another. */
  private static List<String> commands(TaskRow row, Function<Payload, String> shown) {
    List<String> commands = new ArrayList<>();
    commands.add("stint show " + row.id());
    String again = "stint request " + ShellWord.of(row.type().value());
    String arguments = row.standing().spec().arguments().text();
    if (arguments.equals(shown.apply(row.standing().spec().arguments()))) {
      commands.add(arguments.isEmpty() ? again : again + " --args " + ShellWord.of(arguments));
    }
    return commands;
  }
}
