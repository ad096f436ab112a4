package dev.stint.spring;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.bootstrap.metrics.StintMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Meters in the application's own registry; their names are in docs/metrics.md. */
@AutoConfiguration(
    before = StintAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure"
          + ".CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple"
          + ".SimpleMetricsExportAutoConfiguration"
    })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public class StintMetricsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(TaskObserver.class)
  TaskObserver stintMetrics(MeterRegistry registry) {
    return new StintMetrics(registry);
  }
}
