package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_CONFLICT;

import dev.stint.application.api.CleanRule;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.ApiRole;
import dev.stint.web.Confirmation;
import dev.stint.web.HttpError;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes finished tasks, once one has seen which would go. */
final class CleanPage {

  private static final String PATH = "/clean";
  private static final int MOST = 1_000;
  private static final int SHOWN = 8;
  private static final String OLDER = "olderThan";

  private static final List<TasksView.Choice> AGES =
      List.of(
          new TasksView.Choice("", "their own retention", false),
          new TasksView.Choice("P1D", "a day", false),
          new TasksView.Choice("P7D", "7 days", false),
          new TasksView.Choice("P30D", "30 days", false),
          new TasksView.Choice("P90D", "90 days", false));

  private CleanPage() {}

  static List<PageRoute> routes() {
    return List.of(
        PageRoute.look(PATH, visit -> page(visit, Optional.empty())).by(ApiRole.ADMINISTER),
        PageRoute.change(PATH, ApiRole.ADMINISTER, CleanPage::clean));
  }

  private static Reply clean(Visit visit) {
    visit.line().with("rule", said(visit));
    if (!visit.text("confirm").equals(Optional.of(confirm(visit)))) {
      throw new HttpError(SC_CONFLICT, "Look first at what would go, and confirm it there.");
    }
    long gone = visit.acting().clean().clean(rule(visit));
    visit.line().with("gone", gone);
    return page(visit, Optional.of(Figures.of(gone, "task") + " removed."));
  }

  private static CleanRule rule(Visit visit) {
    Set<TaskTypeName> types =
        visit
            .text("type")
            .map(text -> Form.checked("type", () -> Set.of(new TaskTypeName(text))))
            .orElse(Set.of());
    Set<TaskStatus> statuses =
        visit.form().all("status").stream()
            .map(text -> Form.checked("status", () -> TaskStatus.valueOf(text)))
            .collect(Collectors.toSet());
    Optional<Duration> age =
        visit.text(OLDER).map(text -> Form.checked(OLDER, () -> CleanPage.age(text)));
    return Form.checked(
        "status",
        () ->
            new CleanRule(
                "by hand",
                true,
                new CleanRule.Sweep(types, statuses, age, false, false),
                Optional.empty()));
  }

  private static Duration age(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a duration like P30D", e);
    }
  }

  /** The rule as an address says it. */
  private static String said(Visit visit) {
    return new TaskQuery(visit.form()).filter()
        + visit.text(OLDER).map(age -> "&" + OLDER + "=" + TaskQuery.encoded(age)).orElse("");
  }

  private static String confirm(Visit visit) {
    return Confirmation.of("clean", said(visit), visit.who().name().value());
  }

  private static Reply page(Visit visit, Optional<String> gone) {
    List<TaskRow> rows = visit.acting().clean().preview(rule(visit), MOST);
    boolean more = rows.size() == MOST;
    String count = Figures.counted(rows.size(), more);
    CleanView view =
        new CleanView(
            statuses(visit),
            AGES.stream()
                .map(
                    a ->
                        new TasksView.Choice(
                            a.value(), a.label(), a.value().equals(visit.text(OLDER).orElse(""))))
                .toList(),
            visit.text("type").orElse(""),
            count,
            !rows.isEmpty(),
            rows.stream().limit(SHOWN).map(r -> TaskLine.of(r, visit.now())).toList(),
            visit.shell().base() + PATH + "?" + said(visit),
            confirm(visit),
            gone);
    Shell shell = visit.shell().titled("Clean", "health").still();
    return Reply.page(Html.of((out, on) -> JtecleanGenerated.render(out, on, shell, view)));
  }

  private static List<TasksView.Choice> statuses(Visit visit) {
    return Arrays.stream(TaskStatus.values())
        .filter(TaskStatus::finished)
        .map(
            s ->
                new TasksView.Choice(
                    s.name(), Badge.of(s).label(), visit.form().all("status").contains(s.name())))
        .toList();
  }
}
