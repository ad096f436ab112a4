package dev.stint.domain;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class ImpureDomain {
  dev.stint.application.spi.Stores forbidden;

  ImpureDomain(dev.stint.application.spi.Stores forbidden) {
    this.forbidden = forbidden;
  }
}
