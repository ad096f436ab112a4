package dev.stint.spring.slice;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Schedule;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application whose tasks are tested apart from the rest of it. */
@SpringBootApplication
class Depot {

  record Parcel(int number) {}

  static final TaskType<Parcel> SEND = TaskType.of("parcels.send", Parcel.class);
  static final TaskType<Parcel> COUNT = TaskType.of("parcels.count", Parcel.class);

  /** Another system. */
  interface Carrier {
    String take(int parcel);
  }

  @Bean
  TaskDefinition<Parcel> counting() {
    return TaskDefinition.of(COUNT, (parcel, context) -> StepOutcome.done())
        .each(
            action ->
                action.retry(
                    RetryPolicy.fixed(RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ofMinutes(1))));
  }

  @Bean
  Schedule<Parcel> nightly() {
    return Schedule.cron("nightly", "0 3 * * *", ZoneOffset.UTC, COUNT.with(new Parcel(0)));
  }
}
