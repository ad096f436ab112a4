package dev.stint.spring;

import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.CheckBuild;
import dev.stint.application.api.operate.CleanTasks;
import dev.stint.application.api.operate.ReadRequests;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.RunInCaller;
import dev.stint.application.api.operate.RunUnstored;
import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.Work;
import dev.stint.application.spi.Wakeups;
import dev.stint.bootstrap.Stint;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The ports as beans. None asks for Stint before it is used, so that the actions of a task may use
 * them.
 */
@Configuration(proxyBeanMethods = false)
class PortConfiguration {

  private final Supplier<Stint> stint;

  PortConfiguration(ObjectProvider<Stint> stint) {
    this.stint = stint::getObject;
  }

  @Bean
  @ConditionalOnMissingBean
  RequestTasks stintRequestTasks(
      ListableBeanFactory beans, StintProperties properties, ObjectProvider<Wakeups> wakeups) {
    return new TransactionalRequests(
        stint, new Once<>(() -> source(beans, properties)), wakeups::getObject);
  }

  private static Optional<DataSource> source(
      ListableBeanFactory beans, StintProperties properties) {
    return properties.store() == StoreKind.MEMORY
        ? Optional.empty()
        : HostDatabase.of(beans, properties);
  }

  @Bean
  @ConditionalOnMissingBean
  AskTasks stintAskTasks() {
    return LatePort.of(AskTasks.class, () -> stint.get().ask());
  }

  @Bean
  @ConditionalOnMissingBean
  SteerTasks stintSteerTasks() {
    return LatePort.of(SteerTasks.class, () -> stint.get().steer());
  }

  @Bean
  @ConditionalOnMissingBean
  SteerQueues stintSteerQueues() {
    return LatePort.of(SteerQueues.class, () -> stint.get().queues());
  }

  @Bean
  @ConditionalOnMissingBean
  ScheduleTasks stintScheduleTasks() {
    return LatePort.of(ScheduleTasks.class, () -> stint.get().schedules());
  }

  @Bean
  @ConditionalOnMissingBean
  ReadRequests stintReadRequests() {
    return LatePort.of(ReadRequests.class, () -> stint.get().read());
  }

  @Bean
  @ConditionalOnMissingBean
  RunBatch stintRunBatch() {
    return LatePort.of(RunBatch.class, () -> stint.get().batches());
  }

  @Bean
  @ConditionalOnMissingBean
  RunInCaller stintRunInCaller() {
    return LatePort.of(RunInCaller.class, () -> stint.get().inCaller());
  }

  @Bean
  @ConditionalOnMissingBean
  RunUnstored stintRunUnstored() {
    return LatePort.of(RunUnstored.class, () -> stint.get().unstored());
  }

  @Bean
  @ConditionalOnMissingBean
  Work stintWork() {
    return LatePort.of(Work.class, () -> stint.get().work());
  }

  @Bean
  @ConditionalOnMissingBean
  CleanTasks stintCleanTasks() {
    return LatePort.of(CleanTasks.class, () -> stint.get().clean());
  }

  @Bean
  @ConditionalOnMissingBean
  CheckBuild stintCheckBuild() {
    return LatePort.of(CheckBuild.class, () -> stint.get().check());
  }
}
