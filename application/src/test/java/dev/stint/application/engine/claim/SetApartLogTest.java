package dev.stint.application.engine.claim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Claimed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tasks set apart are named in the log once, as long as they are remembered. */
class SetApartLogTest {

  private static Claimed.Apart apart(int number) {
    return new Claimed.Apart(Sample.id(number), "this build does not know status 'FROZEN'");
  }

  @Test
  void each_is_told_once_until_a_thousand_others_came() {
    Logger logger = (Logger) LoggerFactory.getLogger(SetApartLog.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    try {
      SetApartLog log = new SetApartLog();
      log.tell(List.of(apart(1), apart(2), apart(1)));
      log.tell(List.of(apart(1)));
      assertThat(told.list).hasSize(2);
      assertThat(told.list.get(0).getFormattedMessage()).contains("FROZEN");

      log.tell(IntStream.rangeClosed(3, 1_002).mapToObj(SetApartLogTest::apart).toList());
      log.tell(List.of(apart(1)));
      assertThat(told.list).hasSize(1_003);
    } finally {
      logger.detachAppender(told);
    }
  }
}
