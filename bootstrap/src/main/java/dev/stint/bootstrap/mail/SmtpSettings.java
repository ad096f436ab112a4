package dev.stint.bootstrap.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and how e-mails are sent. Immutable; each method answers a refined copy.
 *
 * @param login none means that the server asks for none
 * @param tls whether the connection must be encrypted by STARTTLS before anything is said
 * @param timeout for connecting, and for each answer of the server
 */
public record SmtpSettings(
    String host,
    int port,
    String from,
    List<String> to,
    Optional<Login> login,
    boolean tls,
    Duration timeout) {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Name and password; the words of this never show the password. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }

  public SmtpSettings {
    to = List.copyOf(to);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("say at least one address to send e-mails to");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("an SMTP port is from 1 to 65535, not " + port);
    }
  }

  /** A server that asks for no login and no encryption, such as one on this machine. */
  public static SmtpSettings plain(String host, int port, String from, List<String> to) {
    return new SmtpSettings(host, port, from, to, Optional.empty(), false, TIMEOUT);
  }

  /** A server that wants a login, over an encrypted connection. */
  public static SmtpSettings secure(
      String host, int port, String from, List<String> to, Login login) {
    return new SmtpSettings(host, port, from, to, Optional.of(login), true, TIMEOUT);
  }

  public SmtpSettings tls(boolean value) {
    return new SmtpSettings(host, port, from, to, login, value, timeout);
  }

  public SmtpSettings timeout(Duration value) {
    return new SmtpSettings(host, port, from, to, login, tls, value);
  }
}
