package dev.stint.application.engine.run;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.domain.Payload;

/** Reads what a task that ended came to, for the action that waited for it. */
final class EndResults {

  private EndResults() {}

  static <R> R read(ArgumentCodec codec, String result, Class<R> type) {
    try {
      return type.cast(codec.decode(Payload.of(result), type));
    } catch (ArgumentCodec.UnreadableException e) {
      throw new PermanentFailureException(
          "the result of the task that ended is no " + type.getSimpleName() + ": " + e.problem(),
          e);
    }
  }
}
