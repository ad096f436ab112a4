package dev.stint.application.engine.base;

import dev.stint.application.api.operate.Schedule;
import java.util.List;
import java.util.function.Consumer;

/**
 * The schedules that a host names in its code, and how they come into the store.
 *
 * @param put safe to repeat; throws if the store does not answer
 */
public record DeclaredSchedules(List<Schedule<?>> schedules, Consumer<Schedule<?>> put) {

  public static final DeclaredSchedules NONE = new DeclaredSchedules(List.of(), schedule -> {});

  public DeclaredSchedules {
    schedules = List.copyOf(schedules);
  }
}
