package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.extend.TaskTracer;
import dev.stint.application.api.operate.Work;
import dev.stint.bootstrap.observation.StintObservations;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.spring.Shop.Ship;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Health and meters as the application's own actuator shows them. */
class ActuatorTest {

  private static Running start(String... more) {
    String[] all = {
      "spring.datasource.url=jdbc:h2:mem:actuator;DB_CLOSE_DELAY=-1",
      "spring.sql.init.schema-locations=classpath:shop.sql"
    };
    String[] properties = new String[all.length + more.length];
    System.arraycopy(all, 0, properties, 0, all.length);
    System.arraycopy(more, 0, properties, all.length, more.length);
    return Running.start(Shop.class, properties);
  }

  private static Health health(Running shop, String name) {
    return shop.context().getBean(name, HealthIndicator.class).health();
  }

  @Test
  void readiness_tells_of_the_work_and_liveness_only_of_what_a_restart_mends() {
    try (Running shop = start()) {
      Health working =
          Health.up()
              .withDetail("condition", "working")
              .withDetail("running", 0)
              .withDetail("lostSlots", 0)
              .build();
      await()
          .atMost(Duration.ofSeconds(120))
          .until(() -> health(shop, "stintHealthIndicator").equals(working));

      shop.bean(Work.class).stop(Duration.ofSeconds(10));

      Health stopped = health(shop, "stintHealthIndicator");
      assertThat(stopped.getStatus()).isEqualTo(Status.DOWN);
      assertThat(stopped.getDetails()).containsEntry("condition", "not started");
      assertThat(health(shop, "stintLivenessHealthIndicator").getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void a_process_that_only_requests_is_ready() {
    try (Running shop = start("stint.run=false")) {
      Health health = health(shop, "stintHealthIndicator");
      assertThat(health.getStatus()).isEqualTo(Status.UP);
      assertThat(health.getDetails()).containsEntry("condition", "disabled");
    }
  }

  @Test
  void meters_are_in_the_registry_of_the_application() {
    try (Running shop = start()) {
      TaskId task = shop.tasks().request(Shop.SHIP.with(new Ship(1))).id();
      assertThat(shop.end(task)).isEqualTo(TaskStatus.SUCCEEDED);

      MeterRegistry registry = shop.bean(MeterRegistry.class);
      // Its worker counts what it has stored.
      await()
          .atMost(Duration.ofSeconds(120))
          .ignoreExceptionsInstanceOf(MeterNotFoundException.class)
          .until(
              () ->
                  registry
                          .get("stint.settled")
                          .tags("type", "orders.ship", "lane", "BACKGROUND", "outcome", "SUCCEEDED")
                          .counter()
                          .count()
                      == 1);
    }
  }

  /** Boot gives its registry a handler that times what is observed. */
  @Test
  void requests_and_runs_are_observed_in_the_registry_of_the_application() {
    try (Running shop = start()) {
      TaskId task = shop.tasks().request(Shop.SHIP.with(new Ship(2))).id();
      assertThat(shop.end(task)).isEqualTo(TaskStatus.SUCCEEDED);

      assertThat(shop.bean(TaskTracer.class)).isInstanceOf(StintObservations.class);
      MeterRegistry registry = shop.bean(MeterRegistry.class);
      assertThat(registry.get("stint.request").tag("type", "orders.ship").timer().count())
          .isEqualTo(1);
      assertThat(registry.get("stint.run").tag("outcome", "SUCCEEDED").timer().count())
          .isEqualTo(1);
    }
  }
}
