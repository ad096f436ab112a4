package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_ACCEPTED;
import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_CONFLICT;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;
import static jakarta.servlet.http.HttpServletResponse.SC_OK;
import static jakarta.servlet.http.HttpServletResponse.SC_PRECONDITION_FAILED;

import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.api.operate.RestartPoint;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.SteerTasks.Steered;
import dev.stint.domain.TaskId;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What people do to one task. */
final class SteerRoutes {

  private static final List<String> OPTIONS =
      List.of("retries", "retryWait", "retryMultiplier", "keep", "history");

  private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

  private SteerRoutes() {}

  static List<Route> all() {
    return List.of(
        wish("pause", ApiRole.OPERATE, SteerTasks::pause),
        wish("resume", ApiRole.OPERATE, SteerTasks::resume),
        wish("cancel", ApiRole.OPERATE, SteerTasks::cancel),
        wish("restart", ApiRole.OPERATE, SteerTasks::restart),
        wish("remove", ApiRole.ADMINISTER, SteerTasks::remove),
        post("replay", ApiRole.OPERATE, List.of("items", "action"), SteerRoutes::replay),
        post("restart-at", ApiRole.OPERATE, List.of("action", "cursor"), SteerRoutes::restartAt),
        post("priority", ApiRole.OPERATE, List.of("priority"), SteerRoutes::prioritize),
        post("options", ApiRole.OPERATE, OPTIONS, SteerRoutes::options));
  }

  private static Route post(String verb, ApiRole role, List<String> fields, Route.Handler handler) {
    return Route.post("/tasks/" + Route.ID + "/" + verb, role, fields, handler);
  }

  private static Route wish(
      String verb, ApiRole role, BiFunction<SteerTasks, List<TaskId>, List<Steered>> wish) {
    return post(verb, role, List.of(), call -> steered(call, wish));
  }

  private static ApiAnswer replay(Call call) {
    Optional<List<String>> names = call.fields().plain("items");
    Optional<Integer> action = call.fields().whole("action", 1, Integer.MAX_VALUE);
    names.ifPresent(some -> call.noted().with("items", some.size()));
    ReplayItems named =
        Words.checked(
            JsonFields.named("items"), () -> names.map(ReplayItems::named).orElse(ReplayItems.ALL));
    ReplayItems items = action.map(named::at).orElse(named);
    return steered(call, (steer, tasks) -> List.of(steer.replay(tasks.get(0), items)));
  }

  /** A cursor that is a string is meant by its text, all else as it is written. */
  private static ApiAnswer restartAt(Call call) {
    JsonFields fields = call.fields();
    String action =
        fields
            .plain("action")
            .filter(some -> some.size() == 1)
            .map(some -> some.get(0))
            .orElseThrow(
                () -> new HttpError(SC_BAD_REQUEST, "say in the field 'action' which one"));
    call.noted().with("action", action);
    RestartPoint point =
        Words.checked(
            JsonFields.named("action"),
            () ->
                fields
                    .value("cursor")
                    .map(RestartPoint.of(action)::after)
                    .orElseGet(() -> RestartPoint.of(action)));
    TaskRow row = call.task();
    boolean discreet = call.access().masks().concern(row, call.acting().ask());
    RestartPoint told = discreet ? point.discreetly() : point;
    return steered(call, (steer, tasks) -> List.of(steer.restartAt(tasks.get(0), told)));
  }

  private static ApiAnswer prioritize(Call call) {
    int priority =
        call.fields()
            .whole("priority", Integer.MIN_VALUE, Integer.MAX_VALUE)
            .orElseThrow(() -> new HttpError(SC_BAD_REQUEST, "the field 'priority' is missing"));
    call.noted().with("priority", priority);
    return steered(call, (steer, tasks) -> steer.prioritize(tasks, priority));
  }

  private static ApiAnswer options(Call call) {
    JsonFields fields = call.fields();
    Optional<RetryPolicy> retry = retry(fields);
    Optional<Duration> keep =
        fields.text("keep").map(text -> Words.span(JsonFields.named("keep"), text));
    Optional<Integer> history = fields.whole("history", 0, RequestOptions.ALL_HISTORY);
    if (retry.isEmpty() && keep.isEmpty() && history.isEmpty()) {
      throw new HttpError(SC_BAD_REQUEST, "say what to change: retries, keep or history");
    }
    OPTIONS.forEach(name -> fields.written(name).ifPresent(v -> call.noted().with(name, v)));
    return steered(
        call,
        (steer, tasks) ->
            steer.options(
                tasks,
                options -> {
                  RequestOptions retried = retry.map(options::retry).orElse(options);
                  RequestOptions kept = keep.map(retried::keep).orElse(retried);
                  return history.map(kept::history).orElse(kept);
                }));
  }

  private static Optional<RetryPolicy> retry(JsonFields fields) {
    Optional<Integer> retries =
        fields.whole("retries", RetryPolicy.UNTIL_IT_SUCCEEDS, Integer.MAX_VALUE);
    Optional<Duration> wait =
        fields.text("retryWait").map(text -> Words.span(JsonFields.named("retryWait"), text));
    Optional<Integer> multiplier = fields.whole("retryMultiplier", 0, Integer.MAX_VALUE);
    if (retries.isEmpty() && (wait.isPresent() || multiplier.isPresent())) {
      throw new HttpError(
          SC_BAD_REQUEST, "the fields 'retryWait' and 'retryMultiplier' need 'retries'");
    }
    return retries.map(
        n ->
            Words.checked(
                JsonFields.named("retryWait"),
                () -> RetryPolicy.linear(n, wait.orElse(USUAL_WAIT), multiplier.orElse(0))));
  }

  /** Looks for 404 first, then 403, 412 and 409: nobody learns of a task they may not see. */
  private static ApiAnswer steered(
      Call call, BiFunction<SteerTasks, List<TaskId>, List<Steered>> wish) {
    TaskId task = call.task().id();
    SteerTasks steer = call.acting().steer();
    if (!steer.maySteer(task)) {
      throw new HttpError(SC_FORBIDDEN, "you may see this task, and not change it");
    }
    TaskTag.Wanted wanted = TaskTag.wanted(call.headers().apply(TaskTag.IF_MATCH));
    Steered said = wish.apply(wanted.guarded(steer), List.of(task)).get(0);
    call.noted().with("result", said.result());
    if (wanted.isStale()) {
      throw new HttpError(
          SC_PRECONDITION_FAILED, "the task does not stand as it did; look at it again");
    }
    return switch (said.result()) {
      case DONE -> ApiAnswer.of(SC_OK, facts(said));
      case SIGNALLED -> ApiAnswer.of(SC_ACCEPTED, facts(said));
      case REFUSED -> ApiAnswer.problem(SC_CONFLICT, said.words());
      case UNKNOWN -> throw Call.noTask();
    };
  }

  static Facts facts(Steered said) {
    return Facts.of("task", said.task()).with("result", said.result()).with("words", said.words());
  }
}
