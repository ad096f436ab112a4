package dev.stint.spring.slice;

import static dev.stint.spring.slice.Depot.SEND;
import static dev.stint.testing.StintAssertions.assertThat;

import dev.stint.application.api.RequestTasks;
import dev.stint.spring.slice.Depot.Parcel;
import dev.stint.spring.test.StintTest;
import dev.stint.testing.TestStint;
import dev.stint.testing.TestTask;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The test of docs/spring-boot.md, as it is printed there. */
@StintTest
@Import(BusyCarrier.class)
class SendingTest {

  @Autowired private TestStint stint;
  @Autowired private RequestTasks tasks;

  @Test
  void a_parcel_is_sent_at_the_third_attempt() {
    TestTask task = stint.task(tasks.request(SEND.with(new Parcel(7))));

    stint.runUntilDone(Duration.ofDays(1));

    assertThat(task).succeeded().after(3).attempts();
  }
}
