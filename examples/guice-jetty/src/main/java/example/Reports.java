package example;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where reports lie. */
final class Reports {

  private final Path folder = Path.of("reports");

  @Inject
  Reports() {}

  /**
   * @throws IllegalArgumentException if this is no report's name, such as ../shop.db
   */
  Path file(String name) throws IOException {
    if (!name.matches("[-0-9a-f]+\\.csv")) {
      throw new IllegalArgumentException("no report is named so");
    }
    return Files.createDirectories(folder).resolve(name);
  }
}
