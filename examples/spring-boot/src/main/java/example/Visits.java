package example;

import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Schedule;
import dev.stint.spring.StintTask;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets old visits every night at 2:30, once however many instances run. */
@Configuration
class Visits {

  record Clean(int olderThanDays) {}

  static final TaskType<Clean> CLEAN = TaskType.of("visits.clean", Clean.class);

  @Bean
  Schedule<Clean> nightly() {
    return Schedule.cron(
        "visits-nightly", "30 2 * * *", ZoneId.of("Europe/Prague"), CLEAN.with(new Clean(30)));
  }

  @Component
  static class Cleaner {

    private final JdbcTemplate jdbc;

    Cleaner(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    @StintTask("visits.clean")
    @Transactional
    public int clean(Clean clean) {
      return jdbc.update(
          "delete from visit where ended < ?",
          OffsetDateTime.now().minusDays(clean.olderThanDays()));
    }
  }
}
