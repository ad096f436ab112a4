package dev.stint.bootstrap;

import ch.qos.logback.classic.Level;
import com.google.inject.Injector;
import dev.stint.web.ApiRole;

/**
 * Breaks three rules: what a host embeds brings no logging backend and no web, and Guice is
 * optional.
 */
final class HostWithBaggage {

  Level level = Level.OFF;
  ApiRole role = ApiRole.READ;

  HostWithBaggage(Injector injector) {
    injector.getAllBindings();
  }
}
