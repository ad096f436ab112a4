package dev.stint.spring;

import dev.stint.application.api.Config;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.memory.InProcessWakeups;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.Wakeups;
import dev.stint.bootstrap.Stint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Puts Stint together of the beans that the application has: task definitions, schedules, methods
 * with {@link StintTask}, and whatever it supplies of the api's extensions. {@code
 * stint.enabled=false} leaves it out.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
    })
@ConditionalOnProperty(name = "stint.enabled", matchIfMissing = true)
@EnableConfigurationProperties({StintProperties.class, StintSecretsProperties.class})
@Import({PortConfiguration.class, ExtensionConfiguration.class})
public class StintAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Config stintConfig(StintProperties properties) {
    return StintSettings.of(properties);
  }

  /** After the application's own migrations, which may insist on an empty database. */
  @Bean
  @ConditionalOnMissingBean
  @DependsOnDatabaseInitialization
  StoreBackend stintStore(ListableBeanFactory beans, StintProperties properties, Config config) {
    TransactionManagers.check(beans, properties);
    return new StoreChoice(properties, config.lease(), HostDatabase.of(beans, properties))
        .open(
            source ->
                new SpringTransactions(
                    source, new Once<>(() -> TransactionManagers.of(beans, properties, source))));
  }

  @Bean
  @ConditionalOnMissingBean
  Wakeups stintWakeups(StoreBackend store) {
    return store.wakeups().orElseGet(InProcessWakeups::new);
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  Stint stint(
      StoreBackend store,
      Wakeups wakeups,
      Config config,
      StintProperties properties,
      ConfigurableListableBeanFactory beans,
      ObjectProvider<TaskDefinition<?>> definitions,
      ObjectProvider<Schedule<?>> schedules,
      List<StintBuilderCustomizer> customizers) {
    List<TaskDefinition<?>> all = new ArrayList<>(definitions.orderedStream().toList());
    all.addAll(new TaskMethods(beans).definitions(all));
    Stint.Builder builder =
        Stint.on(store)
            .wakeups(wakeups)
            .config(config)
            .define(all)
            .schedule(schedules.orderedStream().toList());
    Optional.ofNullable(properties.label()).ifPresent(builder::label);
    customizers.forEach(c -> c.customize(builder));
    return builder.build();
  }

  @Bean
  @ConditionalOnMissingBean
  StintLifecycle stintLifecycle(Stint stint, StintProperties properties) {
    return new StintLifecycle(stint, properties.stopPatience());
  }
}
