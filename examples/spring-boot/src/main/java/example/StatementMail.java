package example;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.YearMonth;

/** One customer's statement. Its Message-ID is the same whenever it is sent. */
final class StatementMail extends MimeMessage {

  private final String id;

  private StatementMail(String id) {
    super((Session) null);
    this.id = id;
  }

  static MimeMessage of(YearMonth month, Statements.Customer customer) throws MessagingException {
    MimeMessage mail =
        new StatementMail("<statement-%s-%d@example.com>".formatted(month, customer.id()));
    mail.setFrom("shop@example.com");
    mail.setRecipients(Message.RecipientType.TO, customer.email());
    mail.setSubject("Your statement of " + month);
    mail.setText("You spent %d.00 in %s.\n".formatted(customer.spent(), month));
    return mail;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
