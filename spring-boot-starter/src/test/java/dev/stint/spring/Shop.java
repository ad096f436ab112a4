package dev.stint.spring;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** An application as a host writes it, on plain JDBC. */
@Configuration
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
    })
class Shop {

  record Ship(int number) {}

  record Load(int items) {}

  static final TaskType<Ship> SHIP = TaskType.of("orders.ship", Ship.class);
  static final TaskType<Ship> PACK = TaskType.of("orders.pack", Ship.class);
  static final TaskType<Load> LOAD = TaskType.of("items.load", Load.class);

  /**
   * Items after this one wait until somebody asks the action to yield; a chunk has at most 10, so
   * that 11 are committed once the chunk of 21 is open.
   */
  static volatile int closedAfter = Integer.MAX_VALUE;

  static final AtomicInteger failures = new AtomicInteger();

  @Bean
  TaskDefinition<Ship> shipping(JdbcTemplate jdbc) {
    return TaskDefinition.of(
        SHIP,
        (order, context) -> {
          jdbc.update("insert into shipped (id) values (?)", order.number());
          return StepOutcome.done();
        });
  }

  /** Its actions need what only requests give. */
  @Bean
  TaskDefinition<Load> loading(JdbcTemplate jdbc, Stock stock, RequestTasks tasks) {
    return TaskDefinition.of(LOAD, new Loading(jdbc, stock, tasks));
  }

  @Bean
  Stock stock(JdbcTemplate jdbc) {
    return new Stock(jdbc);
  }

  @Bean
  Orders orders(JdbcTemplate jdbc, RequestTasks tasks) {
    return new Orders(jdbc, tasks);
  }

  /** A service as applications have them. */
  static class Orders {
    private final JdbcTemplate jdbc;
    private final RequestTasks tasks;

    Orders(JdbcTemplate jdbc, RequestTasks tasks) {
      this.jdbc = jdbc;
      this.tasks = tasks;
    }

    @Transactional
    public TaskId place(int number, boolean fails) {
      jdbc.update("insert into placed (id) values (?)", number);
      TaskId task = tasks.request(SHIP.with(new Ship(number)).key("ship-" + number)).id();
      if (fails) {
        throw new IllegalStateException("refused");
      }
      return task;
    }

    @StintTask(value = "orders.pack", order = 2)
    @Transactional
    public String label(Ship order) {
      if (jdbc.update("update placed set id = id where id = ?", order.number()) != 1) {
        throw new PermanentFailureException("nothing to put it on");
      }
      jdbc.update("insert into placed (id) values (?)", -order.number());
      return "label " + order.number();
    }

    @StintTask(value = "orders.pack", order = 1)
    public void box(ActionContext context, Ship order) {
      context.checkpoint(context.cursor());
      jdbc.update("insert into placed (id) values (?)", order.number());
    }
  }

  /** Takes part in whichever transaction there is. */
  static class Stock {
    private final JdbcTemplate jdbc;

    Stock(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    @Transactional
    public void take(int item, boolean fails) {
      jdbc.update("insert into taken (id) values (?)", item);
      if (fails) {
        throw new IllegalStateException("no such item");
      }
    }
  }

  /** Walks the numbers from 1; the chunk with item 7 fails once, with its writes done. */
  static final class Loading implements ChunkedAction<Load, Integer, Integer> {
    private final JdbcTemplate jdbc;
    private final Stock stock;
    private final RequestTasks tasks;

    Loading(JdbcTemplate jdbc, Stock stock, RequestTasks tasks) {
      this.jdbc = jdbc;
      this.stock = stock;
      this.tasks = tasks;
    }

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
        jdbc.update("insert into loaded (id) values (?)", item);
        while (item > closedAfter && !context.action().shouldYield()) {
          LockSupport.parkNanos(1_000_000);
        }
        boolean fails = item == 7 && failures.getAndIncrement() == 0;
        stock.take(item, fails);
        if (item == 5) {
          tasks.request(SHIP.with(new Ship(item)));
        }
      }
    }
  }
}
