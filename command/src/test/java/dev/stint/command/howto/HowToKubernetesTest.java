package dev.stint.command.howto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Work;
import dev.stint.bootstrap.Stint;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HowToKubernetesTest extends HowTo {

  private static final TaskType<String> TYPE = TaskType.of("any", String.class);

  // region probes
  /** Readiness: does this process work? A deployment is not over before its pods do. */
  static boolean ready(Stint stint) {
    return stint.work().condition().healthy();
  }

  /** Liveness: would a restart help? Not while the store is away. */
  static boolean alive(Stint stint, Config config) {
    return stint.work().condition().lostSlots() < config.parallelism();
  }

  // endregion

  private static Thread onTermination(Stint stint) {
    // region stop
    Thread stop = new Thread(() -> stint.work().stop(Duration.ofSeconds(20)), "stop-stint");
    Runtime.getRuntime().addShutdownHook(stop);
    // endregion
    return stop;
  }

  @Test
  void it_is_ready_while_it_works_and_not_when_it_was_stopped() throws Exception {
    Stint stint =
        Stint.on(database)
            .define(TaskDefinition.of(TYPE, (text, context) -> StepOutcome.done()))
            .build();
    stint.work().start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ready(stint));
    assertThat(alive(stint, Config.DEFAULT)).isTrue();

    Thread stop = onTermination(stint);
    Runtime.getRuntime().removeShutdownHook(stop);
    stop.start();
    stop.join();

    assertThat(ready(stint)).isFalse();
    assertThat(stint.work().ended().toCompletableFuture().join().reason())
        .isEqualTo(Work.Reason.STOPPED);
  }
}
