package dev.stint.bootstrap.mail;

import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.domain.Owner;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Sends an e-mail for each notice, over SMTP. Thread-safe. */
public final class SmtpFailureNotifier implements FailureNotifier {

  private static final int LONGEST_SUBJECT = 200;

  private final SmtpSettings settings;
  private final Session session;
  private final InternetAddress from;
  private final InternetAddress[] to;

  /**
   * @throws IllegalArgumentException if an address cannot be one
   */
  public SmtpFailureNotifier(SmtpSettings settings) {
    this.settings = settings;
    this.from = address(settings.from());
    this.to =
        settings.to().stream().map(SmtpFailureNotifier::address).toArray(InternetAddress[]::new);
    this.session =
        settings
            .login()
            .map(login -> Session.getInstance(properties(), authenticator(login)))
            .orElseGet(() -> Session.getInstance(properties()));
  }

  private static InternetAddress address(String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("'" + text + "' is not an e-mail address", e);
    }
  }

  private static Authenticator authenticator(SmtpSettings.Login login) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(login.user(), login.password());
      }
    };
  }

  private Properties properties() {
    Properties properties = new Properties();
    String millis = Long.toString(settings.timeout().toMillis());
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
    properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.tls()));
    properties.put("mail.smtp.starttls.required", Boolean.toString(settings.tls()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    return properties;
  }

  @Override
  public void failed(Notice notice) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(from);
    message.setRecipients(Message.RecipientType.TO, to);
    message.setSubject(subject(notice), StandardCharsets.UTF_8.name());
    message.setText(text(notice), StandardCharsets.UTF_8.name());
    Transport.send(message);
  }

  /** One line, whatever an error message holds. */
  private static String subject(Notice notice) {
    String words = "[stint] " + notice.words().replaceAll("\\p{Cntrl}+", " ");
    return words.length() <= LONGEST_SUBJECT ? words : words.substring(0, LONGEST_SUBJECT);
  }

  private static String text(Notice notice) {
    return """
    %s

    task: %s
    type: %s
    owner: %s
    attempts: %d

    %s
    """
        .formatted(
            notice.words(),
            notice.task(),
            notice.type(),
            notice.owner().map(Owner::value).orElse("none"),
            notice.attempts(),
            notice.failure().stack());
  }
}
