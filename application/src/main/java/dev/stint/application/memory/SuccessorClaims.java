package dev.stint.application.memory;

import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.Line;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.ClaimSize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which tasks that were just handed their serial key a claim would take before all others. */
record SuccessorClaims(TaskTable ledger, ClaimRequest request) {

  List<StoredTask> among(Collection<StoredTask> handed) {
    NavigableSet<StoredTask> candidates = new TreeSet<>(ClaimOrder.COMPARATOR);
    handed.stream().filter(c -> !c.run.suspect()).forEach(candidates::add);
    Optional<StoredTask> other = firstOther(candidates);
    Map<Line, Integer> room = new HashMap<>();
    request.lines().forEach(l -> room.put(l.line(), l.limit()));
    List<StoredTask> successors = new ArrayList<>();
    for (StoredTask cell : other.map(candidates::headSet).orElse(candidates)) {
      int left = lanes(cell) ? room.getOrDefault(cell.spec.line(), 0) : 0;
      if (left > 0 && successors.size() < request.limit()) {
        room.put(cell.spec.line(), left - 1);
        successors.add(cell);
      }
    }
    return ClaimSize.fitting(successors, StoredTask::claimSize, request.maxBytes());
  }

  private Optional<StoredTask> firstOther(Collection<StoredTask> handed) {
    return request.lines().stream()
        .map(LineLimit::line)
        .flatMap(line -> Stream.ofNullable(ledger.ready.get(line)))
        .flatMap(Collection::stream)
        .filter(this::lanes)
        .filter(c -> !handed.contains(c))
        .min(ClaimOrder.COMPARATOR);
  }

  private boolean lanes(StoredTask cell) {
    return request.lanes().contains(cell.spec.lane());
  }
}
