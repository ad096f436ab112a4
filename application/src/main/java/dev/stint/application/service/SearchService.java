package dev.stint.application.service;

import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.TimeRange;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what people look for; what the store cannot filter is read and left out. */
final class SearchService {

  private static final long MOST_READ = 200_000;

  /** Each page of a sorted list reads the whole of it. */
  private static final int SORTED_PAGE = 5_000;

  /** Ids are made by requesters, whose clocks may be off by so much. */
  private static final Duration CLOCKS = Duration.ofHours(1);

  private final QueryStore store;
  private final Types types;

  SearchService(QueryStore store, Types types) {
    this.store = store;
    this.types = types;
  }

  TaskSearch.Page page(TaskSearch search) {
    Optional<Instant> since = since(search);
    Set<TaskTypeName> names = search.type().map(types::names).orElse(Set.of());
    Predicate<TaskRow> which = which(search, names, since);
    List<TaskRow> found = new ArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    Optional<TaskPlace> stopped =
        new TaskScan(store)
            .walk(
                filter(search, names, since),
                MOST_READ,
                row -> {
                  if (which.test(row)) {
                    found.add(row);
                  }
                  over.set(newestFirst(search) && tooOld(row, since));
                  return found.size() < search.limit() && !over.get();
                });
    return new TaskSearch.Page(found, over.get() ? Optional.empty() : stopped);
  }

  /** The later of the two bounds, on the store's clock; what lies before 1970 bounds nothing. */
  private Optional<Instant> since(TaskSearch search) {
    Optional<Instant> within =
        search
            .within()
            .map(w -> store.health().now().minus(w))
            .filter(start -> start.isAfter(Instant.EPOCH));
    return Stream.of(within, search.times().requested().from())
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  private static boolean newestFirst(TaskSearch search) {
    return search.order() == TaskOrder.NEWEST;
  }

  private static boolean tooOld(TaskRow row, Optional<Instant> since) {
    return since.filter(s -> row.requested().isBefore(s.minus(CLOCKS))).isPresent();
  }

  private static TaskFilter filter(
      TaskSearch search, Set<TaskTypeName> names, Optional<Instant> since) {
    boolean stops = newestFirst(search) && since.isPresent();
    boolean plain = search.nameHas().isEmpty() && !stops && names.size() < 2;
    int page = search.order().byId() ? TaskScan.PAGE : SORTED_PAGE;
    return new TaskFilter(
        search.statuses(),
        names.size() == 1 ? names.stream().findFirst() : Optional.empty(),
        search.queue(),
        search.owner(),
        Optional.empty(),
        Optional.empty(),
        search.times().requested(requested(search, stops ? Optional.empty() : since)),
        search.order(),
        search.after(),
        plain ? search.limit() : Math.max(page, search.limit()));
  }

  /** Newest first, the bound is looked at here: the store would walk to the end beyond it. */
  private static TimeRange requested(TaskSearch search, Optional<Instant> from) {
    Optional<Instant> until = search.times().requested().until();
    boolean none = from.isPresent() && until.filter(u -> !from.get().isBefore(u)).isPresent();
    return new TimeRange(none ? until : from, until);
  }

  private static Predicate<TaskRow> which(
      TaskSearch search, Set<TaskTypeName> names, Optional<Instant> since) {
    Optional<String> part = search.nameHas().map(n -> n.toLowerCase(Locale.ROOT));
    return row ->
        (names.isEmpty() || names.contains(row.standing().spec().line().type()))
            && since.map(s -> !row.requested().isBefore(s)).orElse(true)
            && part.map(p -> named(row).contains(p)).orElse(true);
  }

  private static String named(TaskRow row) {
    return row.standing().spec().name().orElse("").toLowerCase(Locale.ROOT);
  }
}
