package dev.stint.application.api;

import dev.stint.domain.Payload;
import java.lang.reflect.Type;

/** Turns arguments, cursors, results and settings into bytes and back. Thread-safe. */
public interface ArgumentCodec {

  /**
   * @throws UnreadableException if the value cannot be written
   */
  Payload encode(Object value);

  /**
   * @throws UnreadableException if the bytes do not fit the type, with one sentence that names what
   */
  Object decode(Payload payload, Type type);

  /**
   * Reads what is to be requested, as strictly as the codec can: what {@link #decode} reads only
   * because an earlier build may have stored it is refused.
   *
   * @throws UnreadableException as {@link #decode} does
   */
  default Object decodeNew(Payload payload, Type type) {
    return decode(payload, type);
  }

  /** Says what does not fit. */
  final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String problem;

    public UnreadableException(String message) {
      super(message);
      this.problem = message;
    }

    public UnreadableException(String message, Throwable cause) {
      super(message, cause);
      this.problem = message;
    }

    private UnreadableException(String what, String problem, Throwable cause) {
      super(what + ": " + problem, cause);
      this.problem = problem;
    }

    /**
     * @param what could not be read
     * @param problem why not, in words that go after any name for it
     */
    public static UnreadableException of(String what, String problem, Throwable cause) {
      return new UnreadableException(what, problem, cause);
    }

    /** What does not fit, without a name for the whole. */
    public String problem() {
      return problem;
    }
  }
}
