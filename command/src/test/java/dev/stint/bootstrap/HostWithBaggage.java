package dev.stint.bootstrap;

import ch.qos.logback.classic.Level;
import com.google.inject.Injector;

/** Breaks two rules: what a host embeds brings no logging backend, and Guice is optional. */
final class HostWithBaggage {

  Level level = Level.OFF;

  HostWithBaggage(Injector injector) {
    injector.getAllBindings();
  }
}
