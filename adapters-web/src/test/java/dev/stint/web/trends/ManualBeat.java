package dev.stint.web.trends;

import dev.stint.web.events.Beat;
import java.util.Optional;

/** Beats when it is told to. */
public final class ManualBeat implements Beat {

  private Optional<Runnable> tick = Optional.empty();

  @Override
  public void begin(Runnable work) {
    tick = Optional.of(work);
  }

  @Override
  public void end() {
    tick = Optional.empty();
  }

  public boolean beats() {
    return tick.isPresent();
  }

  public void tick() {
    tick.ifPresent(Runnable::run);
  }
}
