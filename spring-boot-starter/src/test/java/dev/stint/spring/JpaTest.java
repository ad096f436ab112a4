package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Entities that an atomic chunk stores commit and roll back with it, beside plain JDBC. */
class JpaTest {

  record Load(int items) {}

  static final TaskType<Load> LOAD = TaskType.of("items.load", Load.class);

  static final AtomicInteger failures = new AtomicInteger();

  @Entity(name = "kept")
  static class Kept {
    @Id int id;

    Kept() {}

    Kept(int id) {
      this.id = id;
    }
  }

  @Configuration
  @EnableAutoConfiguration
  @AutoConfigurationPackage
  static class Application {
    @Bean
    TaskDefinition<Load> loading(EntityManager entities, JdbcTemplate jdbc) {
      return TaskDefinition.of(LOAD, new Loading(entities, jdbc));
    }
  }

  /** The chunk with item 7 fails once: with its writes done, or not yet sent. */
  record Loading(EntityManager entities, JdbcTemplate jdbc)
      implements ChunkedAction<Load, Integer, Integer> {

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Integer, Integer> next(Load load, Optional<Integer> after, int size) {
      int from = after.orElse(0) + 1;
      int to = Math.min(load.items(), from + Math.min(size, 10) - 1);
      return new Chunk<>(IntStream.rangeClosed(from, to).boxed().toList(), to, to >= load.items());
    }

    @Override
    public void process(Load load, List<Integer> items, ChunkContext context) {
      for (int item : items) {
        entities.persist(new Kept(item));
        jdbc.update("insert into kept (id) values (?)", -item);
        if (item == 7 && failures.getAndIncrement() == 0) {
          entities.flush();
          throw new IllegalStateException("no such item");
        }
        if (item == 9 && failures.getAndIncrement() == 1) {
          // Refused only when it is sent, which is after this method: no fault of the store's.
          entities.persist(new Kept(-item));
        }
      }
    }
  }

  @Test
  void entities_commit_and_roll_back_with_an_atomic_chunk() {
    try (Running application =
        Running.start(
            Application.class,
            "spring.datasource.url=jdbc:h2:mem:jpa;DB_CLOSE_DELAY=-1",
            "spring.jpa.hibernate.ddl-auto=create")) {
      TaskId task = application.tasks().request(LOAD.with(new Load(40))).id();

      assertThat(application.end(task)).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(failures.get()).isGreaterThan(2);
      assertThat(application.count("kept")).isEqualTo(80);
    }
  }
}
