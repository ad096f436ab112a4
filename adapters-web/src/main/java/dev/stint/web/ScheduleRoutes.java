package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_CREATED;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;

import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.Scheduled;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import dev.stint.domain.schedule.CronTiming;
import dev.stint.domain.schedule.DelayTiming;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Recurring tasks. */
final class ScheduleRoutes {

  private static final List<String> NAME = List.of("name");
  private static final int NEXT = 5;

  private ScheduleRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/schedules", Slice.PARAMETERS, ScheduleRoutes::list).ofFigures(),
        wish("pause", ApiRole.OPERATE, ScheduleTasks::pause, "paused"),
        wish("resume", ApiRole.OPERATE, ScheduleTasks::resume, "resumed"),
        Route.post("/schedules/run", ApiRole.OPERATE, NAME, ScheduleRoutes::run).ofFigures(),
        wish("remove", ApiRole.ADMINISTER, ScheduleTasks::remove, "removed"));
  }

  private static ApiAnswer list(Call call) {
    return Slice.of(call.query())
        .of("schedules", call.ports().schedules().list(), ScheduleRoutes::facts);
  }

  static Facts facts(Scheduled schedule) {
    Optional<CronTiming> cron =
        Optional.of(schedule.timing())
            .filter(CronTiming.class::isInstance)
            .map(CronTiming.class::cast);
    Optional<DelayTiming> every =
        Optional.of(schedule.timing())
            .filter(DelayTiming.class::isInstance)
            .map(DelayTiming.class::cast);
    return Facts.of("name", schedule.name())
        .with("timing", schedule.timing().words())
        .with("cron", cron.map(CronTiming::pattern))
        .with("zone", cron.map(CronTiming::zone))
        .with("every", every.map(DelayTiming::delay))
        .with("queue", schedule.line().queue())
        .with("type", schedule.line().type())
        .with("missed", schedule.missed())
        .with("overlap", schedule.overlap())
        .with("paused", schedule.paused())
        .with("last", schedule.course().last())
        .with("next", schedule.next(NEXT));
  }

  private static Route wish(
      String verb, ApiRole role, BiPredicate<ScheduleTasks, ScheduleName> wish, String done) {
    return Route.post(
            "/schedules/" + verb,
            role,
            NAME,
            call -> {
              ScheduleName name = LineRoutes.name(call, ScheduleName::new);
              if (!wish.test(call.ports().schedules(), name)) {
                throw unknown();
              }
              return ApiAnswer.ok(Facts.of("name", name).with("words", done));
            })
        .ofFigures();
  }

  private static ApiAnswer run(Call call) {
    ScheduleName name = LineRoutes.name(call, ScheduleName::new);
    TaskId task = call.ports().schedules().runNow(name).orElseThrow(ScheduleRoutes::unknown);
    call.noted().with("task", task);
    return ApiAnswer.of(SC_CREATED, Facts.of("name", name).with("task", task));
  }

  private static HttpError unknown() {
    return new HttpError(SC_NOT_FOUND, "there is no such schedule");
  }
}
