package dev.stint.application.patience;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets every {@code await()} of a test without a bound of its own wait for two minutes, not ten
 * seconds: it costs nothing where the awaited comes, and on a busy machine it comes late.
 */
public final class PatientAwaits implements BeforeAllCallback {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(PATIENCE);
  }
}
