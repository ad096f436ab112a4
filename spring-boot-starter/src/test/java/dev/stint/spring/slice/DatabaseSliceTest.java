package dev.stint.spring.slice;

import static dev.stint.testing.StintAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.spring.test.StintTest;
import dev.stint.testing.TestStint;
import dev.stint.testing.TestTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A test of tasks with a database: atomic chunks, and requests that join a transaction. */
@StintTest(properties = "spring.datasource.url=jdbc:h2:mem:slice")
@Import(BusyCarrier.class)
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class
})
class DatabaseSliceTest {

  private static final TaskType<Integer> LOAD = TaskType.of("parcels.load", Integer.class);

  @TestConfiguration
  static class Loading {

    @Bean
    TaskDefinition<Integer> loading(JdbcTemplate jdbc) {
      return TaskDefinition.of(LOAD, new InChunks(jdbc));
    }
  }

  record InChunks(JdbcTemplate jdbc) implements ChunkedAction<Integer, Integer, Integer> {

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Integer, Integer> next(Integer most, Optional<Integer> after, int size) {
      int from = after.orElse(0) + 1;
      int to = Math.min(most, from + 9);
      return new Chunk<>(IntStream.rangeClosed(from, to).boxed().toList(), to, to == most);
    }

    @Override
    public void process(Integer most, List<Integer> items, ChunkContext context) {
      items.forEach(item -> jdbc.update("insert into loaded (id) values (?)", item));
    }
  }

  @Autowired private TestStint stint;
  @Autowired private RequestTasks tasks;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void chunks_are_in_the_transaction_of_the_application_and_requests_join_it() {
    jdbc.execute("create table loaded (id integer primary key)");
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              tasks.request(LOAD.with(5));
              status.setRollbackOnly();
            });
    assertThat(stint.all()).isEmpty();

    TestTask task = stint.task(tasks.request(LOAD.with(25)));
    stint.store().failNextWrites(1);
    stint.runUntilDone(Duration.ofHours(1));

    assertThat(task).succeeded();
    assertThat(jdbc.queryForObject("select count(*) from loaded", Integer.class)).isEqualTo(25);
  }
}
