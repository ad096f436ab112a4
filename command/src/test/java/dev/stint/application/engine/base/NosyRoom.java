package dev.stint.application.engine.base;

import dev.stint.application.engine.Engine;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class NosyRoom {
  Engine forbidden;

  NosyRoom(Engine forbidden) {
    this.forbidden = forbidden;
  }
}
