package dev.stint.application.engine.base;

import dev.stint.application.spi.Causes;
import dev.stint.domain.PlainText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands for an error, with its causes, whose words would break a line of the log. */
final class LoggedError extends Throwable {

  private static final long serialVersionUID = 1L;

  private LoggedError(Throwable error, @Nullable Throwable cause) {
    super(words(error), cause, false, true);
    setStackTrace(error.getStackTrace());
  }

  /** The error itself where its words and those of its causes are harmless. */
  static Throwable of(Throwable error) {
    List<Throwable> all = new ArrayList<>(Causes.of(error));
    if (all.size() < Causes.MOST && all.stream().allMatch(LoggedError::harmless)) {
      return error;
    }
    Throwable cause = null;
    for (int i = all.size() - 1; i >= 0; i--) {
      cause = new LoggedError(all.get(i), cause);
    }
    return cause == null ? error : cause;
  }

  private static boolean harmless(Throwable error) {
    try {
      String words = String.valueOf(error.getMessage());
      return error.getSuppressed().length == 0 && words.equals(PlainText.line(words));
    } catch (Throwable e) {
      return false;
    }
  }

  private static String words(Throwable error) {
    String name = error.getClass().getName();
    try {
      return PlainText.line(name + ": " + error.getMessage());
    } catch (Throwable e) {
      return name;
    }
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
