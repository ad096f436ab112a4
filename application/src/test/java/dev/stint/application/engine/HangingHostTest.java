package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.domain.Payload;
import dev.stint.domain.life.TaskStatus;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Host code that does not come back, outside of any action: the worker says so until it does. */
class HangingHostTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Config CONFIG = EngineFixture.CONFIG.lease(Duration.ofSeconds(1));

  private final Thread test = Thread.currentThread();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    release.countDown();
  }

  /** Comes back only when the test lets it; the test's own thread does not wait. */
  private void hang() {
    hangs.countDown();
    while (Thread.currentThread() != test && release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // Host code that heeds nothing.
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"began", "settled", "ready", "standing"})
  void an_observer(String method) throws Exception {
    TaskObserver observer =
        (TaskObserver)
            Proxy.newProxyInstance(
                TaskObserver.class.getClassLoader(),
                new Class<?>[] {TaskObserver.class},
                (proxy, called, arguments) -> {
                  if (called.getName().equals(method)) {
                    hang();
                  }
                  return null;
                });

    toldUntilItReturns(
        new EngineFixture(CONFIG, definitions(), observer, s -> s),
        "the host's observer does not return, and holds up the thread that told it");
  }

  @Test
  void a_codec() throws Exception {
    UnaryOperator<ArgumentCodec> hanging =
        codec ->
            new ArgumentCodec() {
              @Override
              public Payload encode(Object value) {
                return codec.encode(value);
              }

              @Override
              public Object decode(Payload payload, Type type) {
                hang();
                return codec.decode(payload, type);
              }
            };

    toldUntilItReturns(
        new EngineFixture(CONFIG.parallelism(1), definitions(), hanging),
        "1 actions do not return after their deadline");
  }

  private static List<TaskDefinition<?>> definitions() {
    return List.of(TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done()));
  }

  private void toldUntilItReturns(EngineFixture rig, String words) throws Exception {
    var task = rig.tasks.request(TYPE.with("x")).id();
    rig.engine.start();
    try {
      hangs.await();
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(rig.engine.condition().words()).isEqualTo(words));
      assertThat(rig.engine.condition().healthy()).isFalse();

      release.countDown();
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(rig.engine.condition().words()).isEqualTo("working"));
      await().until(() -> rig.status(task) == TaskStatus.SUCCEEDED);
    } finally {
      release.countDown();
      rig.engine.stop(Duration.ofSeconds(10));
    }
  }
}
