package dev.stint.application.api;

import dev.stint.application.engine.Engine;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class RunningApi {
  Engine forbidden;

  RunningApi(Engine forbidden) {
    this.forbidden = forbidden;
  }
}
