package dev.stint.application.engine.base;

/** Monotone nanoseconds, for spans only. */
@FunctionalInterface
public interface Ticker {

  long nanos();

  /** The machine's own. */
  Ticker SYSTEM = System::nanoTime;
}
