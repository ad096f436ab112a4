package dev.stint.application.api;

import dev.stint.domain.Payload;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.TaskTypeName;
import java.lang.reflect.Type;
import java.util.Set;

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

  /**
   * A payload that is secret, as it is to be stored. Those of {@link SecretKeys} do this; a host's
   * codec need not.
   *
   * @param type the task's, as it is stored
   * @throws UnreadableException if this process has no secret keys
   */
  default Payload seal(Payload clear, TaskTypeName type, SealedPayload.Part part) {
    throw new UnreadableException(part.is() + " secret, and this process has no secret keys");
  }

  /**
   * A stored payload as it was before it was sealed; itself if it was not.
   *
   * @param types the names of the task's type
   * @throws UnreadableException if it cannot be opened, or was sealed for something else
   */
  default Payload open(Payload stored, Set<TaskTypeName> types, SealedPayload.Part part) {
    SealedPayload.of(stored)
        .ifPresent(
            found -> {
              throw new UnreadableException(
                  "%s sealed with the secret key '%s', and this process has no secret keys"
                      .formatted(part.is(), found.key()));
            });
    return stored;
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
