package dev.stint.redis;

import dev.stint.application.spi.QueryStore.Filter;
import dev.stint.application.spi.TaskRow;
import dev.stint.domain.SerialKey;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists tasks, newest first, out of what each partition has to offer. */
final class Listing {

  private final Redis redis;

  Listing(Redis redis) {
    this.redis = redis;
  }

  List<TaskRow> list(Filter filter) {
    List<TaskRow> rows = new ArrayList<>();
    if (filter.serialKey().isPresent()) {
      rows.addAll(list(filter, redis.places().of(filter.serialKey().get())));
    } else {
      for (int p = 0; p < redis.partitions().count(); p++) {
        rows.addAll(list(filter, p));
      }
    }
    rows.sort(Comparator.comparing((TaskRow r) -> r.standing().spec().id()).reversed());
    return rows.stream().limit(filter.limit()).toList();
  }

  private List<TaskRow> list(Filter filter, int partition) {
    List<TaskRow> rows = new ArrayList<>();
    Optional<Set<TaskStatus>> without = StoredCodes.leftOut(filter.statuses());
    String before = filter.before().map(Row::hex).orElse("");
    do {
      Args args =
          new Args()
              .add(before)
              .add(filter.limit())
              .add(one(filter.type()))
              .add(one(filter.queue()))
              .add(without.isPresent() ? "" : Cleaning.statuses(filter.statuses()))
              .add(without.map(Cleaning::statuses).orElse(""))
              .add(filter.serialKey().map(SerialKey::value).orElse(""))
              .add(filter.within().map(Members::micros).orElse(-1L));
      List<?> answer = (List<?>) redis.call("list", redis.partitions().base(partition), args);
      before = Args.text(answer.get(0));
      answer.stream()
          .skip(1)
          .map(fields -> Row.at((List<?>) fields, 0).task())
          .filter(row -> ownedBy(row, filter))
          .forEach(rows::add);
    } while (!before.isEmpty() && rows.size() < filter.limit());
    return rows;
  }

  private static boolean ownedBy(TaskRow row, Filter filter) {
    return filter.owner().isEmpty() || filter.owner().equals(row.standing().spec().owner());
  }

  private static String one(Optional<?> name) {
    return Cleaning.listed(name.<Set<?>>map(Set::of).orElse(Set.of()));
  }
}
