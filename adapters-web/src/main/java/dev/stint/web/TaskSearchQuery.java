package dev.stint.web;

import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTimes;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.TimeRange;
import dev.stint.domain.life.TaskStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which tasks the parameters ask for. */
final class TaskSearchQuery {

  static final List<String> PARAMETERS =
      List.of(
          "status",
          "hideSucceeded",
          "type",
          "queue",
          "owner",
          "name",
          "within",
          "requestedFrom",
          "requestedUntil",
          "dueFrom",
          "dueUntil",
          "finishedFrom",
          "finishedUntil",
          "order",
          "after",
          "limit");

  private static final int MOST = 1_000;

  private TaskSearchQuery() {}

  static TaskSearch read(Query query) {
    TaskOrder order =
        query
            .text("order")
            .map(text -> Words.choice(Query.named("order"), text, TaskOrder.class))
            .orElse(TaskOrder.NEWEST);
    Optional<TaskPlace> after = query.read("after", text -> TaskPlace.of(text).in(order));
    int limit = query.whole("limit", TaskSearch.ALL.limit(), 1, MOST);
    TaskSearch search =
        Words.checked(
            Query.named("within"),
            () ->
                new TaskSearch(
                    statuses(query),
                    query.read("type", TaskTypeName::new),
                    query.read("queue", QueueName::new),
                    query.read("owner", Owner::new),
                    query.text("name"),
                    query.span("within"),
                    times(query),
                    order,
                    after,
                    limit));
    return query.flag("hideSucceeded") ? search.hideSucceeded() : search;
  }

  private static Set<TaskStatus> statuses(Query query) {
    return query.all("status").stream()
        .map(text -> Words.choice(Query.named("status"), text, TaskStatus.class))
        .collect(Collectors.toSet());
  }

  private static TaskTimes times(Query query) {
    return new TaskTimes(range(query, "requested"), range(query, "due"), range(query, "finished"));
  }

  private static TimeRange range(Query query, String what) {
    return Words.checked(
        "the parameters '%sFrom' and '%sUntil'".formatted(what, what),
        () -> new TimeRange(query.moment(what + "From"), query.moment(what + "Until")));
  }
}
