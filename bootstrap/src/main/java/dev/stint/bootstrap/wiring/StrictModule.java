package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;

/** Refuses whatever Guice would guess: what is not said is an error when the injector is made. */
public final class StrictModule extends AbstractModule {

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
    binder().disableCircularProxies();
  }
}
