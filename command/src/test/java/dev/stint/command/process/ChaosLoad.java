package dev.stint.command.process;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.stint.application.api.Request;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.spi.StoreException;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests mixed tasks, one after another, until told to end. A request without an answer is made
 * again under the same id, as the api says is safe, so every one is acknowledged in the end. Its
 * books are read once it ended.
 */
final class ChaosLoad implements Runnable {

  private static final int KEYS = 4;
  private static final long PAUSE = 120_000_000;

  private final Stint client;
  private final SplittableRandom random;
  private final Map<TaskId, String> acknowledged =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Queue<Long> moments = new ConcurrentLinkedQueue<>();
  private final Map<Integer, List<String>> ofKey = new LinkedHashMap<>();
  private final Map<String, String> after = new LinkedHashMap<>();
  private final List<String> parents = new ArrayList<>();
  private final List<String> walks = new ArrayList<>();
  private volatile boolean enough;
  private volatile int requested;

  ChaosLoad(Stint client, SplittableRandom random) {
    this.client = client;
    this.random = random;
  }

  @Override
  public void run() {
    while (!enough) {
      one(requested++);
      LockSupport.parkNanos(PAUSE);
    }
  }

  void end() {
    enough = true;
  }

  private void one(int number) {
    switch (random.nextInt(5)) {
      case 0 -> serial(number);
      case 1 -> {
        String first = "first " + number;
        String second = "second " + number;
        TaskId target = store(ChaosTypes.LINK.with(first), first);
        store(ChaosTypes.LINK.with(second).after(target), second);
        after.put(second, first);
      }
      case 2 -> store(ChaosTypes.FEW.with("few " + number), "few " + number);
      case 3 -> {
        parents.add("parent " + number);
        store(ChaosTypes.PARENT.with("parent " + number), "parent " + number);
      }
      default -> {
        walks.add("walk " + number);
        store(ChaosTypes.CHUNKS.with("walk " + number), "walk " + number);
      }
    }
  }

  private void serial(int number) {
    int key = random.nextInt(KEYS);
    for (int i = 0; i < 2; i++) {
      String name = "key " + key + ": " + number + " " + i;
      ofKey.computeIfAbsent(key, k -> new ArrayList<>()).add(name);
      store(ChaosTypes.LINK.with(name).serialKey("key " + key), name);
    }
  }

  private TaskId store(Request<String> request, String name) {
    TaskId id = new TaskId(UuidCreator.getTimeOrderedEpoch());
    while (true) {
      try {
        client.tasks().request(ChaosTypes.endless(request).id(id));
        acknowledged.put(id, name);
        moments.add(System.nanoTime());
        return id;
      } catch (UnknownOutcomeException | StoreException away) {
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  /** Every stored task, with its name. */
  Map<TaskId, String> acknowledged() {
    return acknowledged;
  }

  /** What was acknowledged so far, while requests go on. */
  Set<TaskId> soFar() {
    synchronized (acknowledged) {
      return new HashSet<>(acknowledged.keySet());
    }
  }

  /** When the first request after a moment was acknowledged, by the machine's monotonic clock. */
  Optional<Long> next(long after) {
    return moments.stream().filter(at -> at - after > 0).findFirst();
  }

  /** The names of each serial key, in the order they were acknowledged. */
  Map<Integer, List<String>> ofKey() {
    return ofKey;
  }

  /** Each that waits, and what it waits for. */
  Map<String, String> after() {
    return after;
  }

  List<String> parents() {
    return parents;
  }

  List<String> walks() {
    return walks;
  }
}
