package dev.stint.spring;

import dev.stint.application.api.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What {@code stint.secrets.*} says; described in {@code spring-configuration-metadata.json}.
 *
 * @param keys as {@link SecretKeys#parse} reads them
 * @param keysFile a file that holds nothing else
 */
@ConfigurationProperties("stint.secrets")
public record StintSecretsProperties(@Nullable String keys, @Nullable Path keysFile) {

  /**
   * None if neither is set.
   *
   * @throws WrongSettingException naming the property that does not fit
   */
  SecretKeys read() {
    if (keys != null && keysFile != null) {
      throw wrong("keys", "stint.secrets.keys-file is set, too", null);
    }
    if (keys != null) {
      return parsed("keys", keys);
    }
    return keysFile == null ? SecretKeys.NONE : parsed("keys-file", content(keysFile));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw wrong("keys-file", "there is no readable file " + file, e);
    }
  }

  private static SecretKeys parsed(String property, String text) {
    try {
      return SecretKeys.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(property, String.valueOf(e.getMessage()), null);
    }
  }

  private static WrongSettingException wrong(
      String property, String why, @Nullable Throwable cause) {
    return new WrongSettingException(
        "stint.secrets.%s cannot work: %s".formatted(property, why),
        "Write NAME:BASE64 of 16, 24 or 32 random bytes, the newest key first, or take it out.",
        cause == null ? new IllegalArgumentException(why) : cause);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "StintSecretsProperties[keysFile=" + keysFile + "]";
  }
}
