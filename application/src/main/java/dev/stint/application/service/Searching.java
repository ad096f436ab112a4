package dev.stint.application.service;

import dev.stint.application.api.TaskSearch;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.TaskRow;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Finds what people look for; what the store can not filter is read and left out. */
final class Searching {

  private static final long MOST_READ = 200_000;

  /** Ids are made by requesters, whose clocks may be off by so much. */
  private static final Duration CLOCKS = Duration.ofHours(1);

  private final QueryStore store;
  private final Types types;

  Searching(QueryStore store, Types types) {
    this.store = store;
    this.types = types;
  }

  TaskSearch.Page page(TaskSearch search) {
    Optional<Instant> since = search.within().map(w -> store.health().now().minus(w));
    Set<TaskTypeName> names = search.type().map(types::names).orElse(Set.of());
    Predicate<TaskRow> which = which(search, names, since);
    List<TaskRow> found = new ArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    Optional<TaskId> stopped =
        new Scan(store)
            .walk(
                filter(search, names),
                MOST_READ,
                row -> {
                  if (which.test(row)) {
                    found.add(row);
                  }
                  over.set(tooOld(row, since));
                  return found.size() < search.limit() && !over.get();
                });
    return new TaskSearch.Page(found, over.get() ? Optional.empty() : stopped);
  }

  private static boolean tooOld(TaskRow row, Optional<Instant> since) {
    return since.filter(s -> row.requested().isBefore(s.minus(CLOCKS))).isPresent();
  }

  private static QueryStore.Filter filter(TaskSearch search, Set<TaskTypeName> names) {
    boolean plain = search.nameHas().isEmpty() && search.within().isEmpty() && names.size() < 2;
    return new QueryStore.Filter(
        search.statuses(),
        names.size() == 1 ? names.stream().findFirst() : Optional.empty(),
        search.queue(),
        search.owner(),
        search.before(),
        plain ? search.limit() : Scan.PAGE);
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
