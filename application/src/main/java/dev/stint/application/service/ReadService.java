package dev.stint.application.service;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.ReadRequests;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskTypeName;
import java.util.Optional;

/** Reads arguments as the definition's class, in its current version. */
public final class ReadService implements ReadRequests {

  private final Types types;
  private final ArgumentCodec codec;

  public ReadService(Types types, ArgumentCodec codec) {
    this.types = types;
    this.codec = codec;
  }

  @Override
  public Optional<Request<?>> read(String type, String arguments) {
    return types.find(new TaskTypeName(type)).map(definition -> read(definition, arguments));
  }

  private <A> Request<A> read(TaskDefinition<A> definition, String arguments) {
    TaskType<A> type = definition.type();
    if (arguments.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw new RefusedException(type.name() + ": the arguments hold half a surrogate pair");
    }
    try {
      Object read = codec.decodeNew(Payload.of(arguments), type.arguments());
      return type.with(type.arguments().cast(read));
    } catch (ArgumentCodec.UnreadableException e) {
      if (definition.isSecret()) {
        // The words may quote what is secret, and a host may log them.
        throw new RefusedException(
            "%s: the arguments, which are secret, do not fit %s"
                .formatted(type.name(), type.arguments().getSimpleName()));
      }
      throw new RefusedException(type.name() + ": " + e.problem(), e);
    }
  }
}
