package dev.stint.jdbc;

import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskTimes;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Where the tasks of a page can stand: a list by status, type or queue takes the first ids of each
 * place that the filter leaves, by the place's index, and the first of all these. Without it a
 * status that is rare would be looked for among all tasks. See ADR 18.
 */
final class PlacePages {

  /** No help: the statement looks among all tasks. */
  static final PlacePages NONE = new PlacePages();

  /** More places than that are not read one by one. */
  private static final int MOST_PLACES = 100;

  /** Where more are newly ready, they are found soon enough among all live tasks. */
  private static final int FEW_READY = 2_000;

  private static final String BEHIND = "<behind>";

  private final Map<String, Object> values = new HashMap<>();
  private Optional<String> live = Optional.empty();
  private Optional<String> over = Optional.empty();

  private PlacePages() {}

  /** Whether the filter is by place alone, in the order of ids. */
  static boolean serve(TaskFilter filter) {
    boolean byPlace =
        !filter.statuses().isEmpty() || filter.type().isPresent() || filter.queue().isPresent();
    boolean alone =
        filter.owner().isEmpty()
            && filter.serialKey().isEmpty()
            && filter.within().isEmpty()
            && filter.times().equals(TaskTimes.ALL);
    return byPlace && alone && filter.order().byId();
  }

  static PlacePages of(Handle handle, Database database, TaskFilter filter) {
    return new Finding(handle, database, filter).pages();
  }

  void into(Query query) {
    query.define("liveAt", live.orElse("")).define("overAt", over.orElse("")).bindMap(values);
  }

  /** Reads the places, once for each page. */
  private static final class Finding {

    private final Handle handle;
    private final Statements sql;
    private final boolean parts;
    private final TaskFilter filter;
    private final PlacePages pages = new PlacePages();
    private int number;

    Finding(Handle handle, Database database, TaskFilter filter) {
      this.handle = handle;
      this.sql = database.statements();
      this.parts = sql.words().partialIndexes();
      this.filter = filter;
    }

    PlacePages pages() {
      if (filter.asksForFinished()) {
        pages.over = among(branches("page_finished", standing("finished_places")), List.of());
      }
      if (parts && filter.asksForLive()) {
        pages.live = live();
      }
      return pages;
    }

    private Optional<String> live() {
      List<StoredPlace> ready = filter.asksForNew() ? ready() : List.of();
      if (ready.stream().anyMatch(this::many)) {
        return Optional.empty();
      }
      List<String> branches = new ArrayList<>(branches("page_parked", standing("parked_places")));
      branches.addAll(branches("page_ready", ready));
      return among(branches, filter.asksForHeld() ? List.of(text("page_held")) : List.of());
    }

    private boolean asks(TaskStatus status) {
      return filter.statuses().isEmpty() || filter.statuses().contains(status);
    }

    private List<StoredPlace> standing(String places) {
      return left(StoredPlace.standing(handle, sql.get(places)));
    }

    private List<StoredPlace> ready() {
      return left(StoredPlace.ready(handle, sql));
    }

    private List<StoredPlace> left(List<StoredPlace> places) {
      return places.stream()
          .filter(p -> filter.type().map(type -> type.equals(p.line().type())).orElse(true))
          .filter(p -> filter.queue().map(queue -> queue.equals(p.line().queue())).orElse(true))
          .filter(p -> p.status().map(code -> asks(StoredCodes.status(code))).orElse(true))
          .toList();
    }

    private boolean many(StoredPlace ready) {
      return ready
          .query(handle, sql.get("ready_beyond"))
          .bind("limit", FEW_READY)
          .map((rs, c) -> true)
          .findFirst()
          .isPresent();
    }

    private List<String> branches(String page, List<StoredPlace> places) {
      return places.stream().map(place -> branch(page, place)).toList();
    }

    private String branch(String page, StoredPlace place) {
      number++;
      pages.values.put("queue" + number, place.queue());
      pages.values.put("type" + number, place.type());
      pages.values.put("lane" + number, place.laneCode());
      place.status().ifPresent(status -> pages.values.put("status" + number, status));
      place.state().ifPresent(state -> pages.values.put("state" + number, state.code()));
      return text(page).replace("#", String.valueOf(number));
    }

    /** Without the comment, and without the line about the page before where there is none. */
    private String text(String page) {
      TaskOrder order = filter.order();
      boolean first = filter.after().isEmpty();
      return sql.get(page)
          .lines()
          .filter(line -> !line.startsWith("--") && !(first && line.contains(BEHIND)))
          .collect(Collectors.joining("\n"))
          .replace(BEHIND, order.idFalls() ? "<" : ">")
          .replace("<way>", order.idFalls() ? "desc" : "asc");
    }

    /**
     * @param firsts have ids that the filter leaves only: of all of them together the first are
     *     enough, so that no more rows are read than the page has
     * @param whole have others too
     */
    private Optional<String> among(List<String> firsts, List<String> whole) {
      if (firsts.size() > MOST_PLACES) {
        return Optional.empty();
      }
      List<String> ids = new ArrayList<>(whole);
      if (!firsts.isEmpty()) {
        ids.add(text("page_firsts").replace("<places>", together(firsts)));
      }
      return Optional.of(ids.isEmpty() ? "and 1 = 0" : "and id in (" + together(ids) + ")");
    }

    private static String together(List<String> selects) {
      return selects.stream()
          .map(select -> "select id from (" + select + ") ids")
          .collect(Collectors.joining("\nunion all\n"));
    }
  }
}
