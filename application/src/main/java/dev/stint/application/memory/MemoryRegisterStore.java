package dev.stint.application.memory;

import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** See {@link RegisterStore}. */
final class MemoryRegisterStore implements RegisterStore {

  private final Map<String, Map<String, Register>> kinds = new TreeMap<>();

  @Override
  public synchronized List<Register> all(String kind) {
    return kinds.getOrDefault(kind, Map.of()).values().stream()
        .filter(r -> !r.content().isNone())
        .toList();
  }

  @Override
  public synchronized Optional<Register> find(String kind, String name) {
    return Optional.ofNullable(kinds.getOrDefault(kind, Map.of()).get(name));
  }

  @Override
  public synchronized List<WriteResult> swap(List<Swap> swaps) {
    return swaps.stream().map(this::swap).toList();
  }

  private WriteResult swap(Swap swap) {
    long version = find(swap.kind(), swap.name()).map(Register::version).orElse(0L);
    if (version != swap.seen()) {
      return WriteResult.STALE;
    }
    Payload content = swap.content();
    kinds
        .computeIfAbsent(swap.kind(), k -> new TreeMap<>())
        .put(swap.name(), new Register(swap.kind(), swap.name(), version + 1, content));
    return WriteResult.APPLIED;
  }
}
