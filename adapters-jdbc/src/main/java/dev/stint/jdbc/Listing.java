package dev.stint.jdbc;

import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TimeRange;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Lists tasks: live ones and finished ones, each in order, and the first of both. */
final class Listing {

  private final Database database;

  Listing(Database database) {
    this.database = database;
  }

  List<TaskRow> list(TaskFilter filter) {
    return PlacePages.serve(filter)
        ? database.askAtOnce(h -> list(h, filter, PlacePages.of(h, database, filter)))
        : database.ask(h -> list(h, filter, PlacePages.NONE));
  }

  private List<TaskRow> list(Handle handle, TaskFilter filter, PlacePages pages) {
    Query query = handle.createQuery(database.statements().get("list"));
    order(query, filter.order());
    bindNames(query, database.statements(), filter);
    bindTimes(query, filter);
    pages.into(query);
    return query
        .bind("after", filter.after().map(place -> place.id().toString()).orElse(""))
        .bind("key", filter.after().map(TaskPlace::key).orElse(0L))
        .bind("limit", filter.limit())
        .map((rs, c) -> new Row(rs).task())
        .list();
  }

  private static void order(Query query, TaskOrder order) {
    String ids = order.idFalls() ? "id desc" : "id";
    String keys = order.keyFalls() ? "place desc, " : "place, ";
    query
        .define("live", live(order))
        .define("over", over(order))
        .define("beyond", order.keyFalls() ? "<" : ">")
        .define("behind", order.idFalls() ? "<" : ">")
        .define("order", order.byId() ? ids : keys + ids);
  }

  /** The column of a live task; where none of them is asked for any will do. */
  private static String live(TaskOrder order) {
    return switch (order) {
      case NEWEST, OLDEST -> "0";
      case DUE, FINISHED -> "t.due";
      case PRIORITY -> "t.priority";
    };
  }

  private static String over(TaskOrder order) {
    return switch (order) {
      case NEWEST, OLDEST -> "0";
      case DUE -> "f.due";
      case FINISHED -> "f.finished";
      case PRIORITY -> "f.priority";
    };
  }

  private static void bindNames(Query query, Statements sql, TaskFilter filter) {
    Optional<Set<TaskStatus>> without = StoredCodes.leftOut(filter.statuses());
    query
        .bind("statuses", without.isPresent() ? "" : named(filter.statuses()))
        .bind("without", without.map(Listing::named).orElse(""))
        .bind("type", filter.type().map(Object::toString).orElse(""))
        .bind("queue", filter.queue().map(Object::toString).orElse(""))
        .bind("serialKey", filter.serialKey().map(Object::toString).orElse(""))
        .bind("live", filter.asksForLive() ? 1 : 0)
        .bind("over", filter.asksForFinished() ? 1 : 0)
        .define("owned", filter.owner().isPresent() ? sql.get("owned") : "");
    filter.owner().ifPresent(owner -> query.bind("owner", owner.value()));
  }

  private static String named(Set<TaskStatus> statuses) {
    return statuses.isEmpty()
        ? ""
        : statuses.stream().map(Enum::name).collect(Collectors.joining("\n", "\n", "\n"));
  }

  private void bindTimes(Query query, TaskFilter filter) {
    long since =
        filter
            .within()
            .map(within -> database.clock().micros() - Row.micros(within))
            .orElse(Long.MIN_VALUE);
    TimeRange requested = filter.times().requested();
    query
        .bind("requestedFrom", Math.max(since, from(requested)))
        .bind("requestedUntil", until(requested))
        .bind("dueFrom", from(filter.times().due()))
        .bind("dueUntil", until(filter.times().due()))
        .bind("finishedFrom", from(filter.times().finished()))
        .bind("finishedUntil", until(filter.times().finished()));
  }

  private static long from(TimeRange range) {
    return range.from().map(Row::micros).orElse(Long.MIN_VALUE);
  }

  private static long until(TimeRange range) {
    return range.until().map(Row::micros).orElse(Long.MAX_VALUE);
  }
}
