package dev.stint.application.engine;

import dev.stint.application.api.Schedule;
import java.util.List;
import java.util.function.Consumer;

/**
 * The schedules that a host names in its code, and how they come into the store.
 *
 * @param put safe to repeat; throws if the store does not answer
 */
public record Declared(List<Schedule<?>> schedules, Consumer<Schedule<?>> put) {

  public static final Declared NONE = new Declared(List.of(), schedule -> {});

  public Declared {
    schedules = List.copyOf(schedules);
  }
}
