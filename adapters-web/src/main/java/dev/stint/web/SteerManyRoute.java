package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_CONFLICT;

import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks.Steered;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskPlace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What people do to many tasks: to those that they name, or to all that a search finds, a thousand
 * a call.
 */
final class SteerManyRoute {

  /** Tasks that one call steers. */
  static final int MOST = 1_000;

  private static final List<String> FIELDS =
      List.of("ids", "search", "verb", "priority", "confirm");

  /** Without an order: what is steered keeps its place only by age. */
  private static final List<String> SEARCH =
      TaskSearchQuery.PARAMETERS.stream().filter(name -> !name.equals("order")).toList();

  private SteerManyRoute() {}

  static List<Route> all() {
    return List.of(Route.post("/tasks/steer", ApiRole.OPERATE, FIELDS, SteerManyRoute::steer));
  }

  private static ApiAnswer steer(Call call) {
    ManyVerb verb = ManyVerb.read(call);
    Optional<List<String>> ids = call.fields().plain("ids");
    Optional<JsonFields> search = call.fields().object("search", SEARCH);
    Optional<String> confirm = call.fields().text("confirm");
    if (ids.isPresent() == search.isPresent() || (ids.isPresent() && confirm.isPresent())) {
      throw new HttpError(SC_BAD_REQUEST, "say 'ids', or 'search' and then 'confirm', too");
    }
    return ids.isPresent()
        ? named(call, verb, ids.get())
        : found(call, verb, Query.of(search.orElseThrow(), SEARCH));
  }

  private static ApiAnswer named(Call call, ManyVerb verb, List<String> ids) {
    if (ids.isEmpty() || ids.size() > MOST) {
      throw new HttpError(SC_BAD_REQUEST, "the field 'ids' names 1 to " + MOST + " tasks");
    }
    List<TaskId> tasks =
        ids.stream()
            .map(id -> Words.checked(JsonFields.named("ids"), () -> TaskId.of(id)))
            .distinct()
            .toList();
    List<Steered> steered = verb.apply(call.acting().steer(), tasks);
    return ApiAnswer.ok(
        counted(call, steered).with("steered", Facts.list(steered, SteerRoutes::facts)));
  }

  /** The first call says how many there are, and changes nothing. */
  private static ApiAnswer found(Call call, ManyVerb verb, Query query) {
    String asked = query.without("after").without("limit").toString();
    call.noted().with("search", asked);
    TaskSearch search =
        query.text("limit").isPresent()
            ? TaskSearchQuery.read(query)
            : TaskSearchQuery.read(query).limit(MOST);
    String wanted = Confirmation.of(verb, asked, call.who().name().value());
    Optional<String> confirm = call.fields().text("confirm");
    if (confirm.isPresent() && !confirm.get().equals(wanted)) {
      throw new HttpError(
          SC_CONFLICT, "this 'confirm' is for another search or verb; leave it out to get one");
    }
    TaskSearch.Page page = call.acting().ask().search(search);
    List<TaskId> tasks = page.tasks().stream().map(row -> row.id()).toList();
    Optional<TaskPlace> next = page.next();
    if (confirm.isEmpty()) {
      return ApiAnswer.ok(
          Facts.of("matching", tasks.size())
              .with("atLeast", next.isPresent())
              .with("confirm", wanted));
    }
    List<Steered> steered = tasks.isEmpty() ? List.of() : verb.apply(call.acting().steer(), tasks);
    List<Steered> not = steered.stream().filter(s -> s.result() == SteerResult.REFUSED).toList();
    return ApiAnswer.ok(
        counted(call, steered)
            .with("steered", Facts.list(not, SteerRoutes::facts))
            .with("next", next));
  }

  private static Facts counted(Call call, List<Steered> steered) {
    Facts counts = new Facts();
    for (SteerResult result : SteerResult.values()) {
      long tasks = steered.stream().filter(s -> s.result() == result).count();
      counts.with(result.name().toLowerCase(Locale.ROOT), tasks);
      call.noted().with(result.name().toLowerCase(Locale.ROOT), tasks);
    }
    return counts;
  }
}
