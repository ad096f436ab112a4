package dev.stint.application.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.contract.Sample;
import dev.stint.application.contract.WakeupsContract;
import dev.stint.application.log.BrokenLog;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class InProcessWakeupsTest extends WakeupsContract {
  @Override
  protected Wakeups open() {
    return new InProcessWakeups();
  }

  /** Seen to fail with the backend's own log: the second line of the burst was lost. */
  @Test
  void a_listener_and_a_log_that_fail_cost_no_line_of_a_burst() throws Exception {
    Set<Line> heard = ConcurrentHashMap.newKeySet();
    InProcessWakeups wakeups = new InProcessWakeups();
    try (BrokenLog broken = BrokenLog.of(InProcessWakeups.class);
        AutoCloseable listening =
            wakeups.subscribe(
                line -> {
                  heard.add(line);
                  throw new IllegalStateException("told to fail");
                })) {
      wakeups.publish(List.of(Sample.LINE, Sample.OTHER_LINE));

      await().atMost(soon()).until(() -> heard.size() == 2);
      await().atMost(soon()).until(() -> broken.told() == 2);
      assertThat(listening).isNotNull();
    }
  }
}
