package dev.stint.application.engine.run;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.TaskEnd;
import dev.stint.domain.Payload;
import dev.stint.domain.SealedPayload.Part;
import dev.stint.domain.TaskTypeName;
import java.util.Set;

/** Reads what a task that ended came to, for the action that waited for it. */
final class EndResults {

  private EndResults() {}

  static <R> R read(ArgumentCodec codec, TaskEnd end, Class<R> type) {
    try {
      Payload stored = Payload.of(end.result().orElseThrow());
      Payload open = codec.open(stored, Set.of(new TaskTypeName(end.type())), Part.RESULT);
      return type.cast(codec.decode(open, type));
    } catch (ArgumentCodec.UnreadableException e) {
      throw new PermanentFailureException(
          "the result of the task that ended is no " + type.getSimpleName() + ": " + e.problem(),
          e);
    }
  }
}
