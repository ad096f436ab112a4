package dev.stint.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * How keys of different owners are kept apart: a key that belongs to an owner is stored as its
 * name, a separator that no name can hold, and a mark made of the owner.
 */
final class OwnedKey {

  private static final char SEPARATOR = '\u001F';
  private static final int MARK_BYTES = 24;
  private static final Pattern MARK = Pattern.compile("[A-Za-z0-9_-]{32}");

  private OwnedKey() {}

  /** The stored form of {@code name} for these owners. */
  static String of(String name, Owner... owners) {
    String whose = String.join("" + SEPARATOR, Arrays.stream(owners).map(Owner::value).toList());
    byte[] hash = sha256(whose.getBytes(StandardCharsets.UTF_8));
    byte[] mark = Arrays.copyOf(hash, MARK_BYTES);
    return name + SEPARATOR + Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
  }

  /** The name in a stored form: all of it, unless it ends in a mark. */
  static String name(String stored) {
    int at = stored.indexOf(SEPARATOR);
    return at >= 0 && MARK.matcher(stored.substring(at + 1)).matches()
        ? stored.substring(0, at)
        : stored;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
