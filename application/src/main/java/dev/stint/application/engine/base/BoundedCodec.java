package dev.stint.application.engine.base;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Config;
import dev.stint.domain.Bounds;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.Payload;

/** Encodes what tasks store, within the bounds of the configuration. Thread-safe. */
public record BoundedCodec(ArgumentCodec codec, Config config) {

  /**
   * A result as it is stored.
   *
   * @throws OutOfBoundsException if it is too large
   */
  public Payload result(Object value) {
    return Bounds.payload("the result", codec.encode(value), config.maxResult());
  }

  /**
   * Changed arguments as they are stored.
   *
   * @throws OutOfBoundsException if they are too large
   */
  public Payload arguments(Object changed) {
    return Bounds.payload("the arguments", codec.encode(changed), config.maxArguments());
  }
}
