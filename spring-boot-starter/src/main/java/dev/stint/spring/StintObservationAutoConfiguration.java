package dev.stint.spring;

import dev.stint.application.api.extend.TaskTracer;
import dev.stint.bootstrap.observation.StintObservations;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Observations in the application's own registry, and with them traces: docs/observability.md. */
@AutoConfiguration(
    before = StintAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public class StintObservationAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(TaskTracer.class)
  TaskTracer stintObservations(ObservationRegistry registry) {
    return new StintObservations(registry);
  }
}
