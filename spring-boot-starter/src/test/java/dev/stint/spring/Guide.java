package dev.stint.spring;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Schedule;
import dev.stint.domain.TaskId;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The code of docs/spring-boot.md and of the README, as it is printed there. */
@Configuration
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
    })
@Import({
  Guide.Shipping.class,
  Guide.Orders.class,
  Guide.Prices.class,
  Guide.Policies.class,
  Guide.Packing.class
})
class Guide {

  record Ship(long order) {}

  static final TaskType<Ship> SHIP = TaskType.of("orders.ship", Ship.class);

  @Component
  static class Shipping {

    private final JdbcTemplate jdbc;

    Shipping(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    @StintTask("orders.ship")
    public void ship(Ship ship) {
      jdbc.update("update orders set shipped = true where id = ?", ship.order());
    }
  }

  @Service
  static class Orders {

    private final JdbcTemplate jdbc;
    private final RequestTasks tasks;

    Orders(JdbcTemplate jdbc, RequestTasks tasks) {
      this.jdbc = jdbc;
      this.tasks = tasks;
    }

    @Transactional
    public TaskId place(long order) {
      jdbc.update("insert into orders (id, shipped) values (?, false)", order);
      return tasks.request(SHIP.with(new Ship(order)).key("ship-" + order)).id();
    }
  }

  record Raise(int percent) {}

  static final TaskType<Raise> RAISE = TaskType.of("prices.raise", Raise.class);

  @Component
  static class Prices implements ChunkedAction<Raise, Long, Long> {

    private final JdbcTemplate jdbc;

    Prices(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    @Override
    public Class<Long> cursorType() {
      return Long.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Long, Long> next(Raise raise, Optional<Long> after, int size) {
      List<Long> ids =
          jdbc.queryForList(
              "select id from prices where id > ? order by id limit ?",
              Long.class,
              after.orElse(0L),
              size);
      long last = ids.isEmpty() ? after.orElse(0L) : ids.get(ids.size() - 1);
      return new Chunk<>(ids, last, ids.size() < size);
    }

    @Override
    public void process(Raise raise, List<Long> ids, ChunkContext context) {
      for (long id : ids) {
        jdbc.update(
            "update prices set cents = cents * ? / 100 where id = ?", 100 + raise.percent(), id);
      }
    }
  }

  @Configuration
  static class Policies {

    @Bean
    TaskDefinition<Raise> raising(Prices prices) {
      return TaskDefinition.of(RAISE)
          .then(
              ActionDefinition.of("raise", prices)
                  .retry(RetryPolicy.exponential(3, Duration.ofSeconds(10), Duration.ofMinutes(5))))
          .limit(1);
    }

    @Bean
    Schedule<Raise> yearly() {
      return Schedule.cron(
          "yearly", "0 3 1 1 *", ZoneId.of("Europe/Prague"), RAISE.with(new Raise(2)));
    }
  }

  @Component
  static class Packing {

    @StintTask(value = "orders.pack", order = 1)
    public void box(Ship ship) {}

    @StintTask(value = "orders.pack", order = 2)
    public String label(Ship ship, ActionContext context) {
      return "label of " + ship.order() + ", attempt " + context.attempt();
    }
  }

  @Configuration
  @ConditionalOnWebApplication
  static class Doors {

    @Bean
    SecurityFilterChain doors(HttpSecurity http) throws Exception {
      return http.authorizeHttpRequests(
              to -> to.requestMatchers("/stint/**").authenticated().anyRequest().permitAll())
          .formLogin(Customizer.withDefaults())
          .httpBasic(Customizer.withDefaults())
          .csrf(csrf -> csrf.ignoringRequestMatchers("/stint/**"))
          .build();
    }
  }
}
