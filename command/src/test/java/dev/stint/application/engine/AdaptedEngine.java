package dev.stint.application.engine;

import dev.stint.jdbc.JdbcStores;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class AdaptedEngine {
  JdbcStores forbidden;

  AdaptedEngine(JdbcStores forbidden) {
    this.forbidden = forbidden;
  }
}
