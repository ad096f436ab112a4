package dev.stint.bootstrap.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.FailureNotifier.Notice;
import dev.stint.application.api.extend.FailureNotifier.Reason;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.wiring.SmtpNotifierModule;
import dev.stint.bootstrap.wiring.StintModule;
import dev.stint.bootstrap.wiring.TaskBinder;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Failure;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row 75: e-mails, through a real SMTP server in this process. */
class SmtpFailureNotifierTest {

  private static final String FROM = "stint@example.org";
  private static final List<String> TO = List.of("ops@example.org", "dev@example.org");

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private SmtpSettings settings() {
    return SmtpSettings.plain("127.0.0.1", server.getSmtp().getPort(), FROM, TO);
  }

  private static Notice notice(String message) {
    return new Notice(
        Reason.FAILED,
        new TaskId(UUID.fromString("00000000-0000-7000-8000-000000000007")),
        new TaskTypeName("orders.ship"),
        Optional.of("the night run"),
        Optional.of(new Owner("ann")),
        3,
        new Failure(true, "java.io.IOException", message, "at here"));
  }

  @Test
  void row_75_every_address_gets_the_failure_with_task_type_and_stack() throws Exception {
    new SmtpFailureNotifier(settings()).failed(notice("the disk is full"));

    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getSubject())
        .startsWith(
            "[stint] task 00000000-0000-7000-8000-000000000007 (orders.ship, the night run)")
        .endsWith("failed permanently: java.io.IOException: the disk is full");
    assertThat(received[0].getFrom()[0]).hasToString(FROM);
    assertThat((String) received[0].getContent()).contains("owner: ann", "attempts: 3", "at here");
  }

  @Test
  void an_error_message_of_many_lines_makes_no_header_of_its_own() throws Exception {
    new SmtpFailureNotifier(settings())
        .failed(notice("broken\r\nBcc: all@example.org\r\n\r\nhi ü"));

    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getHeader("Bcc")).isNull();
    assertThat(received.getSubject()).contains("broken Bcc: all@example.org hi ü");
    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  @Test
  void a_login_is_used_if_the_server_wants_one() throws Exception {
    server.setUser("ops@example.org", "user", "secret");
    SmtpSettings good =
        SmtpSettings.secure(
                "127.0.0.1",
                server.getSmtp().getPort(),
                FROM,
                TO,
                new SmtpSettings.Login("user", "secret"))
            .tls(false);

    new SmtpFailureNotifier(good).failed(notice("x"));

    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(good.toString()).doesNotContain("secret");
  }

  @Test
  void a_server_without_encryption_is_refused_where_it_is_asked_for() {
    SmtpFailureNotifier notifier = new SmtpFailureNotifier(settings().tls(true));

    assertThatThrownBy(() -> notifier.failed(notice("x"))).isInstanceOf(MessagingException.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void addresses_that_cannot_be_any_are_refused_at_once() {
    assertThatThrownBy(() -> new SmtpFailureNotifier(SmtpSettings.plain("h", 25, "no address", TO)))
        .hasMessage("'no address' is not an e-mail address");
    assertThatThrownBy(() -> SmtpSettings.plain("h", 25, FROM, List.of()))
        .hasMessageContaining("at least one address");
    assertThatThrownBy(() -> SmtpSettings.plain("h", 0, FROM, TO)).hasMessageContaining("65535");
  }

  @Test
  void row_75_a_critical_task_that_fails_is_mailed_by_the_module() throws Exception {
    TaskType<String> type = TaskType.of("orders.ship", String.class);
    TaskDefinition<String> failing =
        TaskDefinition.of(type, (args, context) -> StepOutcome.failForGood("no ship"))
            .critical(true);
    Stint stint =
        Guice.createInjector(
                new StintModule(Config.DEFAULT),
                new SmtpNotifierModule(settings()),
                binder -> {
                  binder
                      .bind(Stores.class)
                      .toInstance(InMemoryStores.create(InstantSource.system()));
                  binder
                      .bind(Mutexes.class)
                      .toInstance(new InMemoryMutexes(InstantSource.system()));
                  TaskBinder.of(binder).bind(failing);
                })
            .getInstance(Stint.class);
    stint.tasks().request(type.with("x"));

    stint.batches().runBatch(Duration.ofSeconds(60));

    assertThat(server.getReceivedMessages()[0].getSubject()).contains("no ship");
  }
}
