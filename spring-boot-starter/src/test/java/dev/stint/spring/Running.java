package dev.stint.spring;

import static org.awaitility.Awaitility.await;

import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real application that was started as its main would. */
record Running(ConfigurableApplicationContext context) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  static Running start(Class<?> application, String... properties) {
    return start(WebApplicationType.NONE, application, properties);
  }

  /** One with a web server, at whatever port is free. */
  static Running serving(Class<?> application, String... properties) {
    List<String> all = new ArrayList<>(List.of(properties));
    all.add("server.port=0");
    all.add("server.address=127.0.0.1");
    return start(WebApplicationType.SERVLET, application, all.toArray(String[]::new));
  }

  private static Running start(WebApplicationType web, Class<?> application, String... properties) {
    List<String> arguments = new ArrayList<>(List.of("--spring.main.banner-mode=off"));
    for (String property : properties) {
      arguments.add("--" + property);
    }
    return new Running(
        new SpringApplicationBuilder(application)
            .web(web)
            .registerShutdownHook(false)
            .run(arguments.toArray(String[]::new)));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  RequestTasks tasks() {
    return bean(RequestTasks.class);
  }

  JdbcTemplate jdbc() {
    return bean(JdbcTemplate.class);
  }

  int count(String table) {
    return Optional.ofNullable(
            jdbc().queryForObject("select count(*) from " + table, Integer.class))
        .orElseThrow();
  }

  /** Waits until the task is over; answers how it ended. */
  TaskStatus end(TaskId task) {
    AskTasks ask = bean(AskTasks.class);
    await().atMost(PATIENCE).until(() -> ask.status(task).filter(TaskStatus::finished).isPresent());
    return ask.status(task).orElseThrow();
  }

  void until(String table, int rows) {
    await().atMost(PATIENCE).until(() -> count(table) >= rows);
  }

  @Override
  public void close() {
    context.close();
  }
}
