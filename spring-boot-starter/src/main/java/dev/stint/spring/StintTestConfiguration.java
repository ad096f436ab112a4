package dev.stint.spring;

import dev.stint.application.api.Config;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.Wakeups;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import dev.stint.testing.TestClock;
import dev.stint.testing.TestStint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Puts a {@link TestStint} together of the beans that {@link StintAutoConfiguration} makes a {@link
 * Stint} of; for {@link dev.stint.spring.test.StintTest}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StintProperties.class, StintSecretsProperties.class})
@Import({PortConfiguration.class, ExtensionConfiguration.class})
public class StintTestConfiguration {

  @Bean
  @DependsOnDatabaseInitialization
  TestStint testStint(
      ConfigurableListableBeanFactory beans,
      StintProperties properties,
      ObjectProvider<TaskDefinition<?>> definitions,
      ObjectProvider<Schedule<?>> schedules,
      List<StintBuilderCustomizer> customizers) {
    List<TaskDefinition<?>> all = new ArrayList<>(definitions.orderedStream().toList());
    all.addAll(new TaskMethods(beans).definitions(all));
    Config config = StintSettings.of(properties).cleans(false);
    TestStint.Builder builder = TestStint.builder().config(config).define(all);
    schedules.orderedStream().forEach(builder::schedule);
    customizers.forEach(c -> builder.host(c::customize));
    HostDatabase.of(beans, properties)
        .ifPresent(
            source ->
                builder.store(clock -> onClock(opened(beans, properties, config, source), clock)));
    return builder.build();
  }

  private static StoreBackend opened(
      ConfigurableListableBeanFactory beans,
      StintProperties properties,
      Config config,
      DataSource source) {
    return new StoreChoice(properties, config.lease(), Optional.of(source))
        .open(
            of ->
                new SpringTransactions(
                    of, new Once<>(() -> TransactionManagers.of(beans, properties, of))));
  }

  private static StoreBackend onClock(StoreBackend opened, TestClock clock) {
    if (opened instanceof JdbcStores database) {
      return database.onClock(clock);
    }
    throw new WrongSettingException(
        "@StintTest cannot move the clock of SQLite in a data source",
        "Take an H2 database in memory (jdbc:h2:mem:), or no data source.");
  }

  @Bean(destroyMethod = "")
  Stint stint(TestStint test) {
    return test.stint();
  }

  @Bean
  Wakeups stintWakeups() {
    return Wakeups.NONE;
  }
}
