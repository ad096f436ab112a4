package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;

/** Makes an injector refuse whatever nobody bound on purpose. For our own main; hosts may too. */
public final class StrictModule extends AbstractModule {

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireExactBindingAnnotations();
    binder().requireAtInjectOnConstructors();
    binder().disableCircularProxies();
  }
}
