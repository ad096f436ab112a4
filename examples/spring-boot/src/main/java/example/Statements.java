package example;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Mails each customer a statement of the month, in chunks. */
@Configuration
class Statements {

  record Month(YearMonth month) {}

  static final TaskType<Month> TYPE = TaskType.of("statements.mail", Month.class);

  /** An address that the mail server refuses is set aside, and the rest get their mail. */
  @Bean
  TaskDefinition<Month> statementsByMail(Mailing mailing) {
    return TaskDefinition.of(TYPE)
        .then(ActionDefinition.of("mail", mailing).maxSetAside(20))
        .limit(1);
  }

  record Customer(long id, String email, int spent) {}

  /**
   * Not atomic: a mail cannot be rolled back. If the process dies, the chunk at hand is mailed
   * again, with the same Message-IDs.
   */
  @Component
  static class Mailing implements ChunkedAction<Month, Customer, Long> {

    private final JdbcTemplate jdbc;
    private final JavaMailSender mails;

    Mailing(JdbcTemplate jdbc, JavaMailSender mails) {
      this.jdbc = jdbc;
      this.mails = mails;
    }

    @Override
    public Class<Long> cursorType() {
      return Long.class; // the last customer who got a mail
    }

    @Override
    public OptionalLong total(Month month) {
      return OptionalLong.of(jdbc.queryForObject("select count(*) from customer", Long.class));
    }

    @Override
    public Chunk<Customer, Long> next(Month month, Optional<Long> after, int size) {
      List<Customer> customers =
          jdbc.query(
              "select id, email, spent from customer where id > ? order by id limit ?",
              (row, n) -> new Customer(row.getLong(1), row.getString(2), row.getInt(3)),
              after.orElse(0L),
              size);
      long last = customers.isEmpty() ? after.orElse(0L) : customers.get(customers.size() - 1).id();
      return new Chunk<>(customers, last, customers.size() < size);
    }

    @Override
    public void process(Month month, List<Customer> customers, ChunkContext context)
        throws Exception {
      for (Customer customer : customers) {
        mails.send(StatementMail.of(month.month(), customer));
      }
    }

    @Override
    public String nameOf(Customer customer) {
      return Long.toString(customer.id()); // and no address in the log
    }
  }
}
