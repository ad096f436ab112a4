package dev.stint.application.spi;

import dev.stint.domain.Payload;
import java.lang.reflect.Type;

/** Turns arguments, cursors, results and settings into bytes and back. Thread-safe. */
public interface ArgumentCodec {

  /**
   * @throws UnreadableException if the value can not be written
   */
  Payload encode(Object value);

  /**
   * @throws UnreadableException if the bytes do not fit the type, with one sentence that names what
   */
  Object decode(Payload payload, Type type);

  /** Says what does not fit. */
  final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadableException(String message) {
      super(message);
    }

    public UnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
