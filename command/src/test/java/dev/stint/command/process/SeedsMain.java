package dev.stint.command.process;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.bootstrap.Stint;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A worker process whose tasks have serial keys, a limit, others to wait for, and a schedule. */
final class SeedsMain {

  static final TaskType<String> LINK = TaskType.of("link", String.class);
  static final TaskType<String> FEW = TaskType.of("few", String.class);
  static final TaskType<String> TICK = TaskType.of("tick", String.class);
  static final int LIMIT = 2;

  /** What is said when two tasks of a key run at once. */
  static final String TOGETHER = "TOGETHER";

  private static final Set<String> AT_WORK = ConcurrentHashMap.newKeySet();
  private static final Payload HALF = Payload.of("half");

  private SeedsMain() {}

  /**
   * @param args the store's URL
   */
  public static void main(String[] args) throws InterruptedException {
    OpenStore store = StoreUrl.of(args[0]).open(WorkerMain.LEASE);
    stint(store).work().start();
    System.out.println("WORKING");
    new CountDownLatch(1).await();
  }

  /** The serial key that the name of a link tells. */
  static String key(String name) {
    return name.startsWith("key ") ? name.substring(0, name.indexOf(':')) : "";
  }

  static Stint stint(OpenStore store) {
    return Stint.on(store.stores(), new InMemoryMutexes(InstantSource.system()))
        .config(Config.DEFAULT.lease(WorkerMain.LEASE).poll(Duration.ofMillis(100)).parallelism(8))
        .observer(
            new TaskObserver() {
              @Override
              public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
                System.out.println("SETTLED");
              }
            })
        .define(
            TaskDefinition.of(
                LINK,
                (args, context) -> {
                  String key = key(args);
                  if (!key.isEmpty() && !AT_WORK.add(key)) {
                    System.out.println(TOGETHER);
                  }
                  try {
                    if (context.cursor().isNone()) {
                      LockSupport.parkNanos(2_000_000);
                      context.checkpoint(HALF);
                    }
                    LockSupport.parkNanos(2_000_000);
                    return StepOutcome.done();
                  } finally {
                    AT_WORK.remove(key);
                  }
                }))
        .define(TaskDefinition.of(FEW, (args, context) -> StepOutcome.done()).limit(LIMIT))
        .define(TaskDefinition.of(TICK, (args, context) -> StepOutcome.done()))
        .build();
  }
}
