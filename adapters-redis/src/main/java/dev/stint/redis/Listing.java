package dev.stint.redis;

import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TimeRange;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lists tasks out of what each partition has to offer. Their ids are all that is in order: another
 * order reads whatever the filter leaves, a page at a time, and keeps what comes first in it.
 */
final class Listing {

  /** Tasks that are read at most for one page of a sorted list. */
  private static final int MOST_SORTED = 200_000;

  private static final int PAGE = 500;

  /** The first moment of any record, as records hold moments. */
  private static final String EARLIEST = String.format(Locale.ROOT, "%016d", 1);

  private final Redis redis;
  private final int mostSorted;

  Listing(Redis redis) {
    this(redis, MOST_SORTED);
  }

  Listing(Redis redis, int mostSorted) {
    this.redis = redis;
    this.mostSorted = mostSorted;
  }

  List<TaskRow> list(TaskFilter filter) {
    First first = new First(filter);
    if (filter.serialKey().isPresent()) {
      list(filter, redis.places().of(filter.serialKey().get()), first);
    } else {
      for (int p = 0; p < redis.partitions().count(); p++) {
        list(filter, p, first);
      }
    }
    return first.rows();
  }

  private void list(TaskFilter filter, int partition, First first) {
    boolean byId = filter.order().byId();
    String after = byId ? filter.after().map(place -> Row.hex(place.id())).orElse("") : "";
    int wanted = byId ? filter.limit() : PAGE;
    int found = 0;
    do {
      Args args = args(filter, after, wanted);
      List<?> answer = (List<?>) redis.call("list", redis.partitions().base(partition), args);
      after = Args.text(answer.get(0));
      for (Object fields : answer.subList(1, answer.size())) {
        TaskRow row = Row.at((List<?>) fields, 0).task();
        if (ownedBy(row, filter)) {
          found++;
          first.add(row);
        }
      }
      if (!byId) {
        first.mustBeFewerThan(mostSorted);
      }
    } while (!after.isEmpty() && (!byId || found < wanted));
  }

  private static Args args(TaskFilter filter, String after, int limit) {
    Optional<Set<TaskStatus>> without = StoredCodes.leftOut(filter.statuses());
    Args args =
        new Args()
            .add(after)
            .add(limit)
            .add(one(filter.type()))
            .add(one(filter.queue()))
            .add(without.isPresent() ? "" : Cleaning.statuses(filter.statuses()))
            .add(without.map(Cleaning::statuses).orElse(""))
            .add(filter.serialKey().map(SerialKey::value).orElse(""))
            .add(filter.within().map(SortKeys::micros).orElse(-1L))
            .add(filter.order().byId() && !filter.order().idFalls());
    add(args, filter.times().requested());
    add(args, filter.times().due());
    return finished(args, filter);
  }

  /** A task that never finished has 0 for it, which no range may hold. */
  private static Args finished(Args args, TaskFilter filter) {
    TimeRange finished = filter.times().finished();
    String from = bound(finished.from());
    boolean holdsNever = filter.onlyFinished() && from.compareTo(EARLIEST) < 0;
    return args.add(holdsNever ? EARLIEST : from).add(bound(finished.until()));
  }

  private static Args add(Args args, TimeRange range) {
    return args.add(bound(range.from())).add(bound(range.until()));
  }

  /** As records hold moments, whose digits sort; later than any of them is no bound. */
  private static String bound(Optional<Instant> moment) {
    return moment
        .map(SortKeys::micros)
        .filter(micros -> micros < SortKeys.LATEST)
        .map(micros -> String.format(Locale.ROOT, "%016d", micros))
        .orElse("");
  }

  private static boolean ownedBy(TaskRow row, TaskFilter filter) {
    return filter.owner().isEmpty() || filter.owner().equals(row.standing().spec().owner());
  }

  private static String one(Optional<?> name) {
    return Cleaning.listed(name.<Set<?>>map(Set::of).orElse(Set.of()));
  }

  /** The first of the tasks added, in the order asked for, after the place asked for. */
  private static final class First {

    private final TaskFilter filter;
    private final TreeMap<TaskPlace, TaskRow> rows;
    private long added;

    First(TaskFilter filter) {
      this.filter = filter;
      this.rows = new TreeMap<>(filter.order().comparator());
    }

    void add(TaskRow row) {
      added++;
      row.place(filter.order())
          .filter(place -> filter.after().map(place::follows).orElse(true))
          .ifPresent(place -> rows.put(place, row));
      if (rows.size() > filter.limit()) {
        rows.pollLastEntry();
      }
    }

    void mustBeFewerThan(int most) {
      if (added > most) {
        throw new OutOfBoundsException(
            "more than %,d tasks are left to be sorted by %s, which Redis has no index for; ask for fewer, or for the newest or oldest first"
                .formatted(most, filter.order().name().toLowerCase(Locale.ROOT)));
      }
    }

    List<TaskRow> rows() {
      return List.copyOf(rows.values());
    }
  }
}
