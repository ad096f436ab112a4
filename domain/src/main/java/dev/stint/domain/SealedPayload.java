package dev.stint.domain;

import java.util.Locale;
import java.util.Optional;

/**
 * A payload that is stored encrypted: a first line that tells with which key, as what and of which
 * task type it was sealed, and what it says in cipher text behind it. The line is sealed along, so
 * that no other stands before the same text.
 *
 * @param key the name of the key
 * @param type as it was called when the payload was sealed
 * @param text the cipher text, in letters that every store can keep
 */
public record SealedPayload(String key, Part part, TaskTypeName type, String text) {

  /** What of a task is sealed. */
  public enum Part {
    ARGUMENTS,
    RESULT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** With its verb: "the arguments are", "the result is". */
    public String is() {
      return "the " + this + (this == ARGUMENTS ? " are" : " is");
    }
  }

  /** Shown in place of what is sealed, as JSON. */
  public static final String SHOWN = "\"***\"";

  /** No JSON begins like it. */
  private static final String MARK = "!stint-sealed 1 ";

  /** Cut off before arguments that were changed under another version. */
  private static final char VERSION_MARK = 1;

  private static final int LONGEST_LINE = 1_000;
  private static final int NONCE_AND_TAG = 28;

  /** Whether it is sealed. */
  public static boolean is(Payload payload) {
    return of(payload).isPresent();
  }

  /** What it says; empty if it is not sealed. */
  public static Optional<SealedPayload> of(Payload payload) {
    boolean perhaps =
        payload.startsWith((byte) MARK.charAt(0)) || payload.startsWith((byte) VERSION_MARK);
    return perhaps ? read(payload.text()) : Optional.empty();
  }

  private static Optional<SealedPayload> read(String stored) {
    int from = stored.charAt(0) == VERSION_MARK ? stored.indexOf('\n') + 1 : 0;
    int end = stored.indexOf('\n', from);
    if (end < 0 || !stored.startsWith(MARK, from)) {
      return Optional.empty();
    }
    String[] said = stored.substring(from + MARK.length(), end).split(" ", 3);
    return said.length == 3
        ? part(said[1])
            .map(
                part ->
                    new SealedPayload(
                        said[0], part, new TaskTypeName(said[2]), stored.substring(end + 1)))
        : Optional.empty();
  }

  private static Optional<Part> part(String name) {
    for (Part part : Part.values()) {
      if (part.name().equals(name)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  /** What may be shown to people: a payload's text, if it is not sealed. */
  public static String shown(Payload payload) {
    return is(payload) ? SHOWN : payload.text();
  }

  /** The most bytes that a payload of this many bytes has once it is sealed. */
  public static int size(int bytes) {
    return bytes == 0 ? 0 : (bytes + NONCE_AND_TAG + 2) / 3 * 4 + LONGEST_LINE;
  }

  /** The first line. */
  public String line() {
    return MARK + key + ' ' + part.name() + ' ' + type;
  }

  /** As it is stored. */
  public Payload payload() {
    return Payload.of(line() + '\n' + text);
  }
}
