package dev.stint.application.engine.claim;

import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.Claimed;
import dev.stint.domain.TaskId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;

/** Logs each task that a claim set apart, once. For one thread. */
final class SetApartLog {

  private static final Logger LOG = GuardedLog.of(SetApartLog.class);
  private static final int MOST = 1_000;

  private final Set<TaskId> told =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<TaskId, Boolean> eldest) {
              return size() > MOST;
            }
          });

  void tell(List<Claimed.Apart> apart) {
    for (Claimed.Apart task : apart) {
      if (told.add(task.task())) {
        LOG.warn("task {} is set apart: {}", task.task(), task.why());
      }
    }
  }
}
