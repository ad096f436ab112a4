package dev.stint.application.engine.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls what the host supplied, and what must not end the thread that calls it: whatever is thrown
 * is logged and changes nothing. Not even a log that fails gets through. Thread-safe.
 */
public final class Guard {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private Guard() {}

  /** Code that may throw anything. */
  public interface Code {
    public void run() throws Throwable;
  }

  /** Runs the code; answers whether it came to its end. */
  public static boolean run(String what, Code code) {
    try {
      code.run();
      return true;
    } catch (Throwable e) {
      log(what, e);
      return false;
    }
  }

  /** Logs an error; the exception itself may be hostile, or memory short. */
  public static void log(String what, Throwable error) {
    try {
      LOG.error("{} failed", what, error);
    } catch (Throwable again) {
      // Nothing is left to tell it to.
    }
  }

  /** The class and, if it can be had, the message of what was thrown, on one line. */
  public static String words(Throwable error) {
    String name = error.getClass().getName();
    try {
      String message = error.getMessage();
      return message == null ? name : oneLine(message);
    } catch (Throwable again) {
      return name;
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
