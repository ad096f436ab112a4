package dev.stint.jdbc;

import dev.stint.application.engine.Engine;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class DecidingAdapter {
  Engine forbidden;

  DecidingAdapter(Engine forbidden) {
    this.forbidden = forbidden;
  }
}
