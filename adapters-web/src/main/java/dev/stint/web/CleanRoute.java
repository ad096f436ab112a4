package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_CONFLICT;

import dev.stint.application.api.CleanRule;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes finished tasks; the first call says which would go, and changes nothing. */
final class CleanRoute {

  private static final String CONFIRM = "confirm";
  private static final List<String> FIELDS =
      List.of("types", "statuses", "olderThan", "historyOnly", CONFIRM);

  private static final int MOST = 1_000;
  private static final int SHOWN = 20;

  private CleanRoute() {}

  static List<Route> all() {
    return List.of(Route.post("/clean", ApiRole.ADMINISTER, FIELDS, CleanRoute::clean));
  }

  private static ApiAnswer clean(Call call) {
    JsonFields fields = call.fields();
    CleanRule rule = Words.checked(JsonFields.named("statuses"), () -> rule(fields));
    String said =
        FIELDS.stream()
            .filter(name -> !name.equals(CONFIRM))
            .flatMap(name -> fields.written(name).map(v -> name + "=" + v).stream())
            .collect(Collectors.joining(" "));
    call.noted().with("rule", said);
    String wanted = Confirmation.of("clean", said, call.who().name().value());
    Optional<String> confirm = fields.text(CONFIRM);
    if (confirm.isEmpty()) {
      return previewed(call.acting().clean().preview(rule, MOST), wanted);
    }
    if (!confirm.get().equals(wanted)) {
      throw new HttpError(
          SC_CONFLICT, "this 'confirm' is for another rule; leave it out to get one");
    }
    long gone = call.acting().clean().clean(rule);
    call.noted().with("gone", gone);
    return ApiAnswer.ok(Facts.of("gone", gone));
  }

  private static ApiAnswer previewed(List<TaskRow> rows, String wanted) {
    return ApiAnswer.ok(
        Facts.of("matching", rows.size())
            .with("atLeast", rows.size() == MOST)
            .with("tasks", Facts.list(rows.stream().limit(SHOWN).toList(), TaskFacts::row))
            .with(CONFIRM, wanted));
  }

  private static CleanRule rule(JsonFields fields) {
    Set<TaskTypeName> types =
        said(fields, "types").stream()
            .map(text -> Words.checked(JsonFields.named("types"), () -> new TaskTypeName(text)))
            .collect(Collectors.toSet());
    Set<TaskStatus> statuses =
        said(fields, "statuses").stream()
            .map(text -> Words.choice(JsonFields.named("statuses"), text, TaskStatus.class))
            .collect(Collectors.toSet());
    Optional<Duration> age =
        fields.text("olderThan").map(t -> Words.span(JsonFields.named("olderThan"), t));
    boolean historyOnly = fields.flag("historyOnly").orElse(false);
    CleanRule.Sweep sweep = new CleanRule.Sweep(types, statuses, age, historyOnly, false);
    return new CleanRule("by hand", true, sweep, Optional.empty());
  }

  private static List<String> said(JsonFields fields, String name) {
    return fields.plain(name).orElse(List.of());
  }
}
