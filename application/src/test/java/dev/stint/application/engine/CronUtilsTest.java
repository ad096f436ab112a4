package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.stint.domain.schedule.CronPattern;
import dev.stint.domain.schedule.CronTiming;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the clocks stand still, our cron and another's name the same moments. */
class CronUtilsTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int MOMENTS = 300;

  private final CronParser theirs =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "*/7 * * * *",
        "3-59/15 2,6-9,23 * * *",
        "0 0 * * 0",
        "0 0 * * 7",
        "30 4 * * 1-5",
        "0 12 31 * *",
        "0 0 29 2 *",
        "15 10 1,15 * 5",
        "0 9 1-7 * 1",
        "0 0 1 1,4,7,10 *",
        "59 23 28-31 2 *"
      })
  void the_moments_of_a_pattern_are_those_of_cron_utils(String pattern) {
    CronTiming ours = new CronTiming(CronPattern.parse(pattern), UTC);
    ExecutionTime times = ExecutionTime.forCron(theirs.parse(pattern));
    Instant at = Instant.parse("2026-11-21T10:17:30Z");
    for (int i = 0; i < MOMENTS; i++) {
      Instant next = ours.after(at).orElseThrow();
      ZonedDateTime other = times.nextExecution(at.atZone(UTC)).orElseThrow();
      assertThat(next).as("%s after %s", pattern, at).isEqualTo(other.toInstant());
      at = next;
    }
  }
}
