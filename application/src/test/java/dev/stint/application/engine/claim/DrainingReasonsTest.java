package dev.stint.application.engine.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.Work;
import dev.stint.application.contract.Sample;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Why a worker takes nothing new. */
class DrainingReasonsTest {

  private final AtomicInteger handedBack = new AtomicInteger();
  private final Draining draining = new Draining(2, handedBack::incrementAndGet);

  @Test
  void only_the_first_reason_counts() {
    draining.because(new Work.Ended(Work.Reason.DRAINED, "first"));
    draining.because(new Work.Ended(Work.Reason.STOPPED, "second"));
    assertThat(draining.why().join().words()).isEqualTo("first");
    assertThat(handedBack).hasValue(1);
    assertThat(draining.admits()).isFalse();
  }

  @Test
  void an_unfinished_task_ends_it_only_where_that_was_asked_for() {
    draining.came(Sample.yielded("7"));
    assertThat(draining.begun()).isFalse();
    draining.atUnfinished();
    draining.came(Sample.done());
    assertThat(draining.begun()).isFalse();
    draining.came(Sample.yielded("8"));
    assertThat(draining.why().join().reason()).isEqualTo(Work.Reason.UNFINISHED);
  }

  @Test
  void it_begins_as_many_stints_as_it_may() {
    assertThat(draining.admits()).isTrue();
    assertThat(draining.begun()).isFalse();
    assertThat(draining.admits()).isTrue();
    assertThat(draining.begun()).as("with the last one that may").isTrue();
    assertThat(draining.admits()).isFalse();
    assertThat(draining.why().join().reason()).isEqualTo(Work.Reason.ENOUGH);
  }

  @Test
  void without_a_limit_it_begins_any_number() {
    Draining endless = new Draining(0, handedBack::incrementAndGet);
    assertThat(endless.admits()).isTrue();
    assertThat(endless.admits()).isTrue();
    assertThat(endless.begun()).isFalse();
  }
}
