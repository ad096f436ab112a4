package dev.stint.application.engine.base;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Config;
import dev.stint.domain.Bounds;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.Payload;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.SealedPayload.Part;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.task.TaskSpec;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Encodes what tasks store, within the bounds of the configuration, and seals what is secret of it.
 * Thread-safe.
 *
 * @param secret whether tasks stored under a type's name are
 */
public record BoundedCodec(ArgumentCodec codec, Config config, Predicate<TaskTypeName> secret) {

  /**
   * A result as it is stored, but for the seal.
   *
   * @throws OutOfBoundsException if it is too large
   */
  public Payload result(Object value, TaskTypeName type) {
    return bounded("the result", codec.encode(value), config.maxResult(), type);
  }

  /**
   * Changed arguments as they are stored.
   *
   * @throws OutOfBoundsException if they are too large
   */
  public Payload arguments(Object changed, TaskTypeName type) {
    Payload clear = bounded("the arguments", codec.encode(changed), config.maxArguments(), type);
    return sealed(clear, type, Part.ARGUMENTS);
  }

  private Payload bounded(String what, Payload value, int most, TaskTypeName type) {
    if (secret.test(type) && SealedPayload.size(value.size()) > most) {
      throw new OutOfBoundsException(
          "%s has %d bytes, sealed; at most %d are allowed"
              .formatted(what, SealedPayload.size(value.size()), most));
    }
    return Bounds.payload(what, value, most);
  }

  /** A task's result as it is stored. */
  public Optional<Payload> sealed(Optional<Payload> result, TaskSpec task) {
    return result.map(clear -> sealed(clear, task.line().type(), Part.RESULT));
  }

  private Payload sealed(Payload clear, TaskTypeName type, Part part) {
    return secret.test(type) ? codec.seal(clear, type, part) : clear;
  }
}
