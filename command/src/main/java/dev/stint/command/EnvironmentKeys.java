package dev.stint.command;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The secret keys of the environment. They have no option: everybody on a machine can read the
 * command line of a process.
 */
final class EnvironmentKeys {

  static final String KEYS = "STINT_SECRET_KEYS";
  static final String FILE = "STINT_SECRET_KEYS_FILE";

  private EnvironmentKeys() {}

  /**
   * None if the environment names none.
   *
   * @throws RefusedException if they cannot be read; it tells no key
   */
  static SecretKeys of(Map<String, String> environment) {
    String said = environment.getOrDefault(KEYS, "");
    if (!said.isBlank()) {
      return parsed(KEYS, said);
    }
    String file = environment.getOrDefault(FILE, "");
    return file.isBlank() ? SecretKeys.NONE : parsed(FILE, content(file));
  }

  private static String content(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new RefusedException(FILE + ": there is no readable file " + file, e);
    }
  }

  private static SecretKeys parsed(String name, String text) {
    try {
      return SecretKeys.parse(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(name + ": " + e.getMessage(), e);
    }
  }
}
