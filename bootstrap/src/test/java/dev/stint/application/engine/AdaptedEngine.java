package dev.stint.application.engine;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class AdaptedEngine {
  dev.stint.jdbc.JdbcStores forbidden;

  AdaptedEngine(dev.stint.jdbc.JdbcStores forbidden) {
    this.forbidden = forbidden;
  }
}
