package dev.stint.spring;

import dev.stint.application.api.Config;
import dev.stint.application.api.operate.Work;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Tells Spring Boot's health endpoint whether Stint works ({@code stint}, for readiness) and
 * whether only a restart helps ({@code stintLiveness}).
 */
@AutoConfiguration(after = StintAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean({Work.class, Config.class})
public class StintHealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "stintHealthIndicator")
  HealthIndicator stintHealthIndicator(Work work, Config config) {
    return new StintHealth(work, config)::readiness;
  }

  @Bean
  @ConditionalOnMissingBean(name = "stintLivenessHealthIndicator")
  HealthIndicator stintLivenessHealthIndicator(Work work, Config config) {
    return new StintHealth(work, config)::liveness;
  }
}
