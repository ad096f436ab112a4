package dev.stint.redis;

import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The hash-tagged partitions that tasks are spread over. A task's partition follows from its serial
 * key, or else from its id. The tags' slots are evenly spaced, so that the masters of a cluster
 * share the load.
 */
final class Partitions {

  private static final int SLOTS = 16_384;

  private final List<String> bases;

  Partitions(String prefix, int count) {
    if (count < 1 || count > 1_024) {
      throw new IllegalArgumentException("partitions must be 1 to 1024, not " + count);
    }
    this.bases = tags(count).stream().map(tag -> prefix + ":{" + tag + "}:").toList();
  }

  /** For each partition the smallest number whose slot is the middle of its share of the slots. */
  static List<String> tags(int count) {
    Map<Integer, Integer> wanted = new HashMap<>();
    IntStream.range(0, count).forEach(p -> wanted.put((2 * p + 1) * SLOTS / (2 * count), p));
    Map<Integer, String> tags = new TreeMap<>();
    for (int tag = 0; tags.size() < count; tag++) {
      String text = Integer.toString(tag);
      Integer partition = wanted.get(JedisClusterCRC16.getSlot(text));
      if (partition != null) {
        tags.putIfAbsent(partition, text);
      }
    }
    return List.copyOf(tags.values());
  }

  int count() {
    return bases.size();
  }

  /** What every key of the partition begins with. */
  String base(int partition) {
    return bases.get(partition);
  }

  /** Never to be changed: stored tasks would not be found any more. */
  int of(TaskId task) {
    UUID id = task.value();
    long mixed = id.getMostSignificantBits() * 31 + id.getLeastSignificantBits();
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 33), bases.size());
  }

  /** Never to be changed either. */
  int of(SerialKey key) {
    return of(new TaskId(UUID.nameUUIDFromBytes(Args.bytes(key.value()))));
  }

  String base(TaskId task) {
    return base(of(task));
  }

  /** The same call for each partition. */
  List<Call> each(String verb, Supplier<Args> args) {
    return bases.stream().map(base -> new Call(verb, base, args.get())).toList();
  }

  /** The items by the partitions of their tasks, as places in the list. */
  static <T> Map<Integer, List<Integer>> split(List<T> items, ToIntFunction<T> place) {
    Map<Integer, List<Integer>> places = new TreeMap<>();
    for (int i = 0; i < items.size(); i++) {
      places.computeIfAbsent(place.applyAsInt(items.get(i)), p -> new ArrayList<>()).add(i);
    }
    return places;
  }

  /** One call a partition, its items counted and bound one after another. */
  <T> List<Call> calls(
      String verb, List<T> items, Collection<Map.Entry<Integer, List<Integer>>> split, Bound<T> b) {
    List<Call> calls = new ArrayList<>();
    for (Map.Entry<Integer, List<Integer>> part : split) {
      Args args = new Args().add(part.getValue().size());
      part.getValue().forEach(i -> b.bind(args, items.get(i)));
      calls.add(new Call(verb, base(part.getKey()), args));
    }
    return calls;
  }

  /** Adds one item's arguments. */
  @FunctionalInterface
  interface Bound<T> {
    void bind(Args args, T item);
  }
}
