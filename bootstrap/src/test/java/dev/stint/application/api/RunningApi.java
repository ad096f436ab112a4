package dev.stint.application.api;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class RunningApi {
  dev.stint.application.engine.Engine forbidden;

  RunningApi(dev.stint.application.engine.Engine forbidden) {
    this.forbidden = forbidden;
  }
}
