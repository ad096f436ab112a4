package dev.stint.application.spi;

import dev.stint.application.api.Config;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class LearnedSpi {
  Config forbidden;

  LearnedSpi(Config forbidden) {
    this.forbidden = forbidden;
  }
}
