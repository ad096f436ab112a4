package dev.stint.application.api;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys with which arguments and results of secret task types are encrypted in the store: the
 * newest encrypts, all of them decrypt. Immutable; tells no key in words.
 */
public final class SecretKeys {

  /** No key: secret task types are refused. */
  public static final SecretKeys NONE = new SecretKeys(Map.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");
  private static final List<Integer> SIZES = List.of(16, 24, 32);

  /** Newest first. */
  private final Map<String, SecretKey> keys;

  private SecretKeys(Map<String, SecretKey> keys) {
    this.keys = keys;
  }

  /**
   * One key.
   *
   * @param name 1 to 40 letters, digits, dots, hyphens and underscores; stored with what the key
   *     encrypts, so never given to another key
   * @param key 16, 24 or 32 random bytes, for AES; copied
   * @throws IllegalArgumentException if the name or the key is none of these
   */
  public static SecretKeys of(String name, byte[] key) {
    return NONE.andOlder(name, key);
  }

  /**
   * These keys, and an older one that decrypts only.
   *
   * @throws IllegalArgumentException as {@link #of} does, and if there is a key of this name
   */
  public SecretKeys andOlder(String name, byte[] key) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a secret key has 1 to 40 letters, digits, dots, hyphens and underscores");
    }
    if (!SIZES.contains(key.length)) {
      throw new IllegalArgumentException(
          "the secret key '" + name + "' has " + key.length + " bytes; it must have 16, 24 or 32");
    }
    Map<String, SecretKey> more = new LinkedHashMap<>(keys);
    if (more.put(name, new SecretKeySpec(key, "AES")) != null) {
      throw new IllegalArgumentException("the secret key '" + name + "' is named twice");
    }
    return new SecretKeys(more);
  }

  /**
   * Keys written as {@code NAME:BASE64}, newest first, separated by commas, blanks or new lines.
   *
   * @throws IllegalArgumentException as {@link #andOlder} does; no key is told
   */
  public static SecretKeys parse(String text) {
    SecretKeys keys = NONE;
    for (String entry : Arrays.stream(text.split("[,\\s]+")).filter(e -> !e.isEmpty()).toList()) {
      int colon = entry.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("a secret key is written NAME:BASE64");
      }
      keys = keys.andOlder(entry.substring(0, colon), bytes(entry, colon));
    }
    return keys;
  }

  private static byte[] bytes(String entry, int colon) {
    try {
      return Base64.getDecoder().decode(entry.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      // Without the cause, which quotes a part of the key.
      throw new IllegalArgumentException(
          "the secret key after the colon of entry '"
              + (NAME.matcher(entry.substring(0, colon)).matches() ? entry.substring(0, colon) : "")
              + "' is no Base64");
    }
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** The name of the key that encrypts; empty if there is none. */
  public Optional<String> newest() {
    return keys.keySet().stream().findFirst();
  }

  /** The key of this name. */
  public Optional<SecretKey> find(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  /** The names only. */
  @Override
  public String toString() {
    return keys.keySet().toString();
  }
}
