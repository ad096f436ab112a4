package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.bootstrap.mail.SmtpFailureNotifier;
import dev.stint.bootstrap.mail.SmtpSettings;

/** Sends notices of failures by e-mail, too. */
public final class SmtpNotifierModule extends AbstractModule {

  private final SmtpSettings settings;

  public SmtpNotifierModule(SmtpSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), FailureNotifier.class)
        .addBinding()
        .toInstance(new SmtpFailureNotifier(settings));
  }
}
