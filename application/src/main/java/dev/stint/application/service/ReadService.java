package dev.stint.application.service;

import dev.stint.application.api.ReadRequests;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.ArgumentCodec;
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
    return types
        .find(new TaskTypeName(type))
        .map(definition -> read(definition.type(), Payload.of(arguments)));
  }

  private <A> Request<A> read(TaskType<A> type, Payload arguments) {
    try {
      return type.with(type.arguments().cast(codec.decode(arguments, type.arguments())));
    } catch (ArgumentCodec.UnreadableException e) {
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }
}
