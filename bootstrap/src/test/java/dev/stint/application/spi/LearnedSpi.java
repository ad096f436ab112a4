package dev.stint.application.spi;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class LearnedSpi {
  dev.stint.application.api.Config forbidden;

  LearnedSpi(dev.stint.application.api.Config forbidden) {
    this.forbidden = forbidden;
  }
}
