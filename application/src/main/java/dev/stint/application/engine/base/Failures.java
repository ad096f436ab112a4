package dev.stint.application.engine.base;

import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.FailureClassifier.Meaning;
import dev.stint.application.api.RetryLaterException;
import dev.stint.application.log.GuardedLog;
import dev.stint.domain.Bounds;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.life.Failure;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Turns what user code threw into what is recorded. Nothing that a throwable's own methods do keeps
 * it from being recorded: they may throw, answer null, or answer megabytes.
 */
public final class Failures {

  private static final Logger LOG = GuardedLog.of(Failures.class);
  private static final int FRAMES = 20;

  private Failures() {}

  /** As the classifier means it, unless it is clear that no further try can help. */
  public static Failure of(Throwable error, FailureClassifier classifier) {
    String kind = error.getClass().getName();
    if (error instanceof RetryLaterException later && tooLate(later)) {
      String words = "its next try is to wait %s, longer than 100 years: %s";
      return Failure.permanent(kind, words.formatted(later.delay(), message(error)));
    }
    boolean permanent =
        error instanceof OutOfBoundsException || meaning(error, classifier) == Meaning.PERMANENT;
    return new Failure(permanent, kind, message(error), stack(error));
  }

  private static boolean tooLate(RetryLaterException later) {
    return later.delay().compareTo(Bounds.LONGEST_SPAN) > 0;
  }

  /** What the classifier says; ORDINARY if it fails. */
  public static Meaning meaning(Throwable error, FailureClassifier classifier) {
    Meaning said = said(() -> classifier.of(error));
    return said == null ? Meaning.ORDINARY : said;
  }

  /** The error's message, or what it says of itself, or at least its class. */
  public static String message(Throwable error) {
    String message = said(error::getMessage);
    String words = message == null ? said(error::toString) : message;
    return words == null ? error.getClass().getName() : words;
  }

  private static String stack(Throwable error) {
    String stack =
        said(
            () ->
                Arrays.stream(error.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "at " + frame)
                    .collect(Collectors.joining("\n")));
    return stack == null ? "" : stack;
  }

  /** What user code answers; null if it answers null or throws. */
  public static <T> @Nullable T said(Supplier<@Nullable T> asked) {
    try {
      return asked.get();
    } catch (Throwable e) {
      LOG.debug("a throwable or its classifier could not be asked: {}", e.getClass().getName());
      return null;
    }
  }
}
