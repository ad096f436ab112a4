package dev.stint.application.contract.agreement;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskTimes;
import dev.stint.domain.TimeRange;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Questions whose answers depend on how they are asked. */
final class AskSteps {

  private final Known known;
  private final Draw draw;

  AskSteps(Known known) {
    this.known = known;
    this.draw = known.draw;
  }

  /** Lists page by page. */
  Step list() {
    TaskFilter filter = filter();
    return new Step(
        "list " + words(filter),
        Set.of(),
        side -> {
          List<Object> pages = new ArrayList<>();
          Optional<TaskFilter> next = Optional.of(filter);
          while (next.isPresent()) {
            TaskFilter asked = next.get();
            List<TaskRow> page = side.stores.queries().list(asked);
            pages.addAll(page.stream().map(r -> r.standing().spec().id()).toList());
            next =
                page.size() < asked.limit()
                    ? Optional.empty()
                    : page.get(page.size() - 1).place(asked.order()).map(asked::after);
          }
          return pages;
        });
  }

  private TaskFilter filter() {
    TaskFilter filter = TaskFilter.newest(draw.chance(50) ? 1_000 : draw.between(2, 5));
    filter = draw.chance(40) ? filter.statuses(statuses()) : filter;
    filter = draw.chance(20) ? filter.type(draw.of(Sample.TYPE, Known.ANOTHER_TYPE)) : filter;
    filter = draw.chance(20) ? filter.owner(new Owner(draw.of("anna", "ben"))) : filter;
    filter = draw.chance(20) ? filter.serialKey(new SerialKey(draw.of(Known.SERIALS))) : filter;
    filter = draw.chance(20) ? filter.within(Duration.ofSeconds(draw.upTo(90))) : filter;
    filter = draw.chance(30) ? filter.times(times()) : filter;
    filter = draw.chance(15) ? inQueue(filter, draw.of("default", "other")) : filter;
    return filter.order(draw.of(TaskOrder.values()));
  }

  private static TaskFilter inQueue(TaskFilter f, String queue) {
    return new TaskFilter(
        f.statuses(),
        f.type(),
        Optional.of(new QueueName(queue)),
        f.owner(),
        f.serialKey(),
        f.within(),
        f.times(),
        f.order(),
        f.after(),
        f.limit());
  }

  private Set<TaskStatus> statuses() {
    return Set.copyOf(draw.some(List.of(TaskStatus.values()), 4));
  }

  private TaskTimes times() {
    Instant moment = known.reference.now().plusSeconds(draw.between(-60, 60));
    TimeRange range = draw.of(TimeRange.ALL.from(moment), TimeRange.ALL.until(moment));
    return draw.of(
        TaskTimes.ALL.requested(range), TaskTimes.ALL.due(range), TaskTimes.ALL.finished(range));
  }

  private static String words(TaskFilter filter) {
    return "by %s, %d a page%s%s%s%s%s%s%s"
        .formatted(
            filter.order(),
            filter.limit(),
            filter.statuses().isEmpty() ? "" : ", " + filter.statuses(),
            filter.type().map(t -> ", type " + t.value()).orElse(""),
            filter.queue().map(q -> ", queue " + q.value()).orElse(""),
            filter.owner().map(o -> ", owner " + o).orElse(""),
            filter.serialKey().map(k -> ", " + k).orElse(""),
            filter.within().map(w -> ", within " + w).orElse(""),
            filter.times().equals(TaskTimes.ALL) ? "" : ", " + filter.times());
  }

  /** A page of a task's history or of what it set aside. */
  Step page() {
    int task = known.anyTask();
    int count = draw.upTo(3);
    int skip = draw.between(0, 2);
    boolean history = draw.chance(60);
    return new Step(
        "%s of task %d, %d after %d"
            .formatted(history ? "history" : "items set aside", task, count, skip),
        Set.of(task),
        side ->
            history
                ? side.stores.queries().history(Sample.id(task), count, skip).stream()
                    .map(r -> List.of(r.at(), r.status(), r.attempt(), r.ran(), r.failure()))
                    .toList()
                : setAside(side, task, count, skip));
  }

  /** What is left of a tombstone until it is cleaned is up to a store. */
  private static Object setAside(Side side, int task, int count, int skip) {
    QueryStore ask = side.stores.queries();
    boolean shown =
        ask.list(TaskFilter.newest(1_000)).stream()
            .anyMatch(row -> row.standing().spec().id().equals(Sample.id(task)));
    return shown ? ask.setAside(Sample.id(task), count, skip).size() : Step.NOTHING;
  }
}
