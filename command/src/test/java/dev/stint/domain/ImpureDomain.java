package dev.stint.domain;

import dev.stint.application.spi.Stores;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class ImpureDomain {
  Stores forbidden;

  ImpureDomain(Stores forbidden) {
    this.forbidden = forbidden;
  }
}
