package dev.stint.application.contract.agreement;

import dev.stint.application.contract.Sample;
import dev.stint.domain.Fence;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes answers apart into paths and plain texts that can be compared between stores: tasks and
 * workers by their numbers, times from the beginning of the script, and fences by the order in
 * which they were first seen, since each store counts them in its own way. Not thread-safe.
 */
final class Leaves {

  /** Reflection makes them anew for each who asks, and their accessors, too. */
  private static final ClassValue<List<Part>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
          return Stream.of(type.getRecordComponents()).map(Part::of).toList();
        }
      };

  private final Instant beginning;
  private final boolean exact;
  private final Map<TaskId, TreeMap<Long, Integer>> fences = new HashMap<>();

  /**
   * @param exact whether stores may not have claimed tasks and handed them back, as they do with
   *     what does not fit: that is seen by fence, sequence and start
   */
  Leaves(Instant beginning, boolean exact) {
    this.beginning = beginning;
    this.exact = exact;
  }

  /** The same answer as paths and texts, each path beginning with {@code path}. */
  Map<String, String> of(String path, Object answer, Optional<TaskId> task) {
    Map<String, String> leaves = new LinkedHashMap<>();
    add(leaves, path, answer, task);
    return leaves;
  }

  /** Elements whose order is no promise, in an order of their own. */
  List<Object> unordered(Collection<?> elements) {
    return elements.stream()
        .<Object>map(e -> e)
        .sorted(Comparator.comparing(e -> of("", e, Optional.empty()).toString()))
        .toList();
  }

  /** The task is not there any more: a new one of its id counts its fences anew. */
  void forget(TaskId task) {
    fences.remove(task);
  }

  private void add(Map<String, String> leaves, String path, Object value, Optional<TaskId> task) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresentOrElse(v -> add(leaves, path, v, task), () -> leaves.put(path, "none"));
    } else if (value instanceof Map<?, ?> map) {
      map.entrySet().stream()
          .sorted(Comparator.comparing(e -> e.getKey().toString()))
          .forEach(e -> add(leaves, path + "[" + plain(e.getKey()) + "]", e.getValue(), task));
      leaves.put(path + ".size", Integer.toString(map.size()));
    } else if (value instanceof Set<?> set) {
      leaves.put(path, set.stream().map(this::plain).sorted().toList().toString());
    } else if (value instanceof Collection<?> elements) {
      int index = 0;
      for (Object element : elements) {
        add(leaves, path + "[" + index++ + "]", element, task);
      }
      leaves.put(path + ".size", Integer.toString(elements.size()));
    } else if (value instanceof Fence fence) {
      leaves.put(path, fence(fence, task));
    } else if (value instanceof Record && !simple(value)) {
      parts(leaves, path, value, task);
    } else {
      leaves.put(path, plain(value));
    }
  }

  private void parts(Map<String, String> leaves, String path, Object value, Optional<TaskId> task) {
    Optional<TaskId> mine = named(value).or(() -> task);
    for (Part part : PARTS.get(value.getClass())) {
      if (!exact && handedBack(value, part.name())) {
        continue;
      }
      add(leaves, path + "." + part.name(), part.of(value), mine);
    }
  }

  private static boolean handedBack(Object value, String part) {
    return value instanceof TaskRow && part.equals("started")
        || value instanceof VersionedTask standing
            && standing.run().status() != TaskStatus.RUNNING
            && (part.equals("fence") || part.equals("sequence"));
  }

  /** A component of a record. */
  private record Part(String name, Method accessor) {

    static Part of(RecordComponent component) {
      return new Part(component.getName(), component.getAccessor());
    }

    Object of(Object value) {
      try {
        return accessor.invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(name + " of " + value, e);
      }
    }
  }

  /** The task whose fences are inside. */
  private static Optional<TaskId> named(Object value) {
    if (value instanceof TaskSpec spec) {
      return Optional.of(spec.id());
    }
    if (value instanceof WriteKey key) {
      return Optional.of(key.task());
    }
    return value instanceof VersionedTask standing
        ? Optional.of(standing.spec().id())
        : Optional.empty();
  }

  private static boolean simple(Object value) {
    return value instanceof TaskId || value instanceof WorkerId || value instanceof Line;
  }

  private String plain(Object value) {
    if (value instanceof TaskId task) {
      return "task " + Sample.number(task);
    }
    if (value instanceof WorkerId worker) {
      return "worker " + Sample.number(worker);
    }
    if (value instanceof Line line) {
      return line.queue().value() + "/" + line.type().value();
    }
    return value instanceof Instant moment
        ? Duration.between(beginning, moment).truncatedTo(ChronoUnit.MILLIS).toString()
        : value.toString();
  }

  private String fence(Fence fence, Optional<TaskId> task) {
    if (fence.value() == 0 || task.isEmpty()) {
      return fence.value() == 0 ? "0" : "some";
    }
    TreeMap<Long, Integer> seen = fences.computeIfAbsent(task.get(), t -> new TreeMap<>());
    Integer known = seen.get(fence.value());
    if (known != null) {
      return "fence " + known;
    }
    boolean grows = seen.isEmpty() || seen.lastKey() < fence.value();
    seen.put(fence.value(), seen.size() + 1);
    return "fence " + seen.size() + (grows ? "" : ", smaller than one before");
  }
}
