package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_CONFLICT;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;

import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.api.operate.RestartPoint;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.SteerTasks.Steered;
import dev.stint.domain.TaskId;
import dev.stint.web.ApiRole;
import dev.stint.web.HttpError;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What people do to one task, or to those that they selected. */
final class TaskSteering {

  private static final int MOST = 1_000;

  private static final String CHANGED =
      "Nothing was done: the task changed after the page with this button was loaded.";

  /** What is done to tasks, and who may. */
  record Wish(ApiRole role, BiFunction<SteerTasks, List<TaskId>, List<Steered>> deed) {}

  private static final Map<String, Wish> WISHES =
      Map.of(
          "pause", new Wish(ApiRole.OPERATE, SteerTasks::pause),
          "resume", new Wish(ApiRole.OPERATE, SteerTasks::resume),
          "cancel", new Wish(ApiRole.OPERATE, SteerTasks::cancel),
          "restart", new Wish(ApiRole.OPERATE, SteerTasks::restart),
          "remove", new Wish(ApiRole.ADMINISTER, SteerTasks::remove));

  private TaskSteering() {}

  static List<PageRoute> routes() {
    return List.of(
        one("pause"),
        one("resume"),
        one("cancel"),
        one("restart"),
        one("remove"),
        PageRoute.change("/tasks/*/replay", ApiRole.OPERATE, TaskSteering::replay),
        PageRoute.change("/tasks/*/restart-at", ApiRole.OPERATE, TaskSteering::restartAt),
        PageRoute.change("/tasks/*/priority", ApiRole.OPERATE, TaskSteering::prioritize),
        PageRoute.change("/tasks", ApiRole.OPERATE, TaskSteering::selected));
  }

  static Wish wish(String verb) {
    Wish wish = WISHES.get(verb);
    if (wish == null) {
      throw new HttpError(SC_BAD_REQUEST, "there is no such change");
    }
    return wish;
  }

  private static PageRoute one(String verb) {
    Wish wish = wish(verb);
    return PageRoute.change("/tasks/*/" + verb, wish.role(), v -> steered(v, verb, wish.deed()));
  }

  private static Reply replay(Visit visit) {
    List<String> names = visit.form().all("item");
    ReplayItems items = names.isEmpty() ? ReplayItems.ALL : ReplayItems.named(names);
    return steered(visit, "replay", (steer, task) -> List.of(steer.replay(task.get(0), items)));
  }

  private static Reply restartAt(Visit visit) {
    RestartPoint begun = visit.named("action", RestartPoint::of);
    RestartPoint point =
        visit
            .form()
            .text("cursor")
            .map(text -> Form.checked("cursor", () -> begun.after(text)))
            .orElse(begun);
    RestartPoint told =
        visit.masks().concern(visit.task(), visit.ask()) ? point.discreetly() : point;
    return steered(
        visit, "restart-at", (steer, tasks) -> List.of(steer.restartAt(tasks.get(0), told)));
  }

  private static Reply prioritize(Visit visit) {
    int priority = visit.named("priority", TaskSteering::whole);
    return steered(visit, "priority", (steer, tasks) -> steer.prioritize(tasks, priority));
  }

  private static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a whole number, not '" + text + "'", e);
    }
  }

  /** Looks for the task first: nobody learns of one that they may not see. */
  private static Reply steered(
      Visit visit, String verb, BiFunction<SteerTasks, List<TaskId>, List<Steered>> deed) {
    TaskId task = visit.task().id();
    SteerTasks steer = visit.acting().steer();
    if (!steer.maySteer(task)) {
      throw new HttpError(SC_FORBIDDEN, "you may see this task, and not change it");
    }
    SeenTask.Guard guard = SeenTask.guard(visit.form());
    Steered said = deed.apply(guard.over(steer), List.of(task)).get(0);
    visit.line().with("result", said.result());
    String path = verb.equals("remove") ? "/tasks" : "/tasks/" + task;
    return switch (said.result()) {
      case DONE -> visit.back(path, verb);
      case SIGNALLED -> visit.back("/tasks/" + task, "signalled");
      case REFUSED -> refused(visit, task, guard.isChanged(task) ? CHANGED : said.words());
      case UNKNOWN -> throw Visit.noTask();
    };
  }

  /** With the way back to the task as it is now. */
  private static Reply refused(Visit visit, TaskId task, String sentence) {
    String href = visit.shell().base() + "/tasks/" + task;
    return Notices.of(
        visit.shell(), new HttpError(SC_CONFLICT, sentence), href, "Look at the task as it is now");
  }

  private static Reply selected(Visit visit) {
    String verb = visit.named("verb", text -> text);
    Wish wish = wish(verb);
    if (!visit.may(wish.role())) {
      throw new HttpError(SC_FORBIDDEN, "Your role does not allow this.");
    }
    SteerTasks steer = visit.acting().steer();
    List<TaskId> tasks =
        visit.form().all("task").stream().limit(MOST).map(Visit::taskId).distinct().toList();
    List<TaskId> theirs =
        tasks.stream().filter(t -> visit.ask().find(t).isPresent() && steer.maySteer(t)).toList();
    SteerTasks guarded = SeenTask.guard(visit.form()).over(steer);
    List<Steered> said = theirs.isEmpty() ? List.of() : wish.deed().apply(guarded, theirs);
    long well =
        said.stream()
            .filter(s -> s.result() == SteerResult.DONE || s.result() == SteerResult.SIGNALLED)
            .count();
    visit.line().with("tasks", tasks.size()).with("done", well);
    return visit.back(new TaskQuery(visit.form()).address(), outcome(tasks.size(), well));
  }

  private static String outcome(int wanted, long well) {
    if (wanted == 0) {
      return "nothing";
    }
    return well == wanted ? "all" : well == 0 ? "none" : "some";
  }
}
