package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;

import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.Scheduled;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import dev.stint.web.ApiRole;
import dev.stint.web.HttpError;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** Recurring tasks: looked at, run now, held. */
final class SchedulesPage {

  private static final String PATH = "/schedules";
  private static final int NEXT = 5;

  private SchedulesPage() {}

  static List<PageRoute> routes() {
    return List.of(
        PageRoute.look(PATH, SchedulesPage::list).ofFigures().watched(PageWatch::figures),
        wish("pause", ApiRole.OPERATE, ScheduleTasks::pause),
        wish("resume", ApiRole.OPERATE, ScheduleTasks::resume),
        wish("remove", ApiRole.ADMINISTER, ScheduleTasks::remove),
        PageRoute.change(PATH + "/run", ApiRole.OPERATE, SchedulesPage::run).ofFigures());
  }

  private static Reply list(Visit visit) {
    SchedulesView view =
        new SchedulesView(
            visit.ports().schedules().list().stream().map(s -> row(s, visit)).toList(),
            visit.may(ApiRole.OPERATE),
            visit.may(ApiRole.ADMINISTER));
    Shell shell = visit.shell().titled("Recurring", "schedules");
    return Reply.page(Html.of((out, on) -> JteschedulesGenerated.render(out, on, shell, view)));
  }

  private static SchedulesView.Row row(Scheduled schedule, Visit visit) {
    String exact = schedule.timing().words();
    String words = TimingWords.of(schedule.timing());
    return new SchedulesView.Row(
        schedule.name().value(),
        words,
        words.equals(exact) ? "" : exact,
        schedule.line().type().value(),
        schedule.line().queue().value(),
        Badge.lower(schedule.overlap()),
        String.valueOf(schedule.missed()).toLowerCase(Locale.ROOT),
        schedule.paused(),
        schedule.course().last().map(TaskId::toString).orElse(""),
        schedule.next(NEXT).stream().map(at -> Moment.of(at, visit.now())).toList());
  }

  private static PageRoute wish(
      String verb, ApiRole role, BiPredicate<ScheduleTasks, ScheduleName> deed) {
    return PageRoute.change(
            PATH + "/" + verb,
            role,
            visit -> {
              ScheduleName name = visit.named("name", ScheduleName::new);
              if (!deed.test(visit.ports().schedules(), name)) {
                throw unknown();
              }
              return visit.back(PATH, verb);
            })
        .ofFigures();
  }

  private static Reply run(Visit visit) {
    ScheduleName name = visit.named("name", ScheduleName::new);
    TaskId task = visit.ports().schedules().runNow(name).orElseThrow(SchedulesPage::unknown);
    visit.line().with("task", task);
    return visit.back("/tasks/" + task, "run");
  }

  private static HttpError unknown() {
    return new HttpError(SC_NOT_FOUND, "there is no such schedule");
  }
}
