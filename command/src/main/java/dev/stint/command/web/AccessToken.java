package dev.stint.command.web;

import dev.stint.application.api.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a caller must send, as {@code Authorization: Bearer} (RFC 6750).
 *
 * @param text at least 16 characters that a header can hold
 */
public record AccessToken(String text) {

  private static final int LEAST = 16;
  private static final int RANDOM_BYTES = 32;

  /**
   * @throws RefusedException if it is too short to be safe, or no header can hold it
   */
  public AccessToken {
    if (text.length() < LEAST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new RefusedException(
          "the token must have at least %d characters, all ASCII and none blank".formatted(LEAST));
    }
  }

  /** One that nobody can guess. */
  public static AccessToken random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether the header says it; takes as long whatever it says, so that time tells nothing. */
  boolean isIn(@Nullable String header) {
    byte[] wanted = ("Bearer " + text).getBytes(StandardCharsets.UTF_8);
    return header != null && MessageDigest.isEqual(wanted, header.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether that is said; takes as long whatever it is. */
  boolean is(String said) {
    return isIn("Bearer " + said);
  }

  @Override
  public String toString() {
    return "AccessToken";
  }
}
