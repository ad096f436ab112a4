package dev.stint.jdbc;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class DecidingAdapter {
  dev.stint.application.engine.Engine forbidden;

  DecidingAdapter(dev.stint.application.engine.Engine forbidden) {
    this.forbidden = forbidden;
  }
}
