package dev.stint.application.engine;

import dev.stint.application.api.FailureClassifier;
import dev.stint.domain.life.Failure;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Turns what user code threw into what is recorded. */
final class Failures {

  private static final int FRAMES = 20;

  private Failures() {}

  static Failure of(Throwable error, FailureClassifier.Meaning meaning) {
    String stack =
        Arrays.stream(error.getStackTrace())
            .limit(FRAMES)
            .map(frame -> "at " + frame)
            .collect(Collectors.joining("\n"));
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    return new Failure(
        meaning == FailureClassifier.Meaning.PERMANENT, error.getClass().getName(), message, stack);
  }
}
