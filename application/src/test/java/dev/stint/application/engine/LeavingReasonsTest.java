package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Work;
import dev.stint.application.contract.Sample;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Why a worker takes nothing new. */
class LeavingReasonsTest {

  private final AtomicInteger handedBack = new AtomicInteger();
  private final Leaving leaving = new Leaving(2, handedBack::incrementAndGet);

  @Test
  void only_the_first_reason_counts() {
    leaving.because(new Work.Ended(Work.Reason.DRAINED, "first"));
    leaving.because(new Work.Ended(Work.Reason.STOPPED, "second"));
    assertThat(leaving.why().join().words()).isEqualTo("first");
    assertThat(handedBack).hasValue(1);
    assertThat(leaving.admits()).isFalse();
  }

  @Test
  void an_unfinished_task_ends_it_only_where_that_was_asked_for() {
    leaving.came(Sample.yielded("7"));
    assertThat(leaving.begun()).isFalse();
    leaving.atUnfinished();
    leaving.came(Sample.done());
    assertThat(leaving.begun()).isFalse();
    leaving.came(Sample.yielded("8"));
    assertThat(leaving.why().join().reason()).isEqualTo(Work.Reason.UNFINISHED);
  }

  @Test
  void it_begins_as_many_stints_as_it_may() {
    assertThat(leaving.admits()).isTrue();
    assertThat(leaving.begun()).isFalse();
    assertThat(leaving.admits()).isTrue();
    assertThat(leaving.begun()).as("with the last one that may").isTrue();
    assertThat(leaving.admits()).isFalse();
    assertThat(leaving.why().join().reason()).isEqualTo(Work.Reason.ENOUGH);
  }

  @Test
  void without_a_limit_it_begins_any_number() {
    Leaving endless = new Leaving(0, handedBack::incrementAndGet);
    assertThat(endless.admits()).isTrue();
    assertThat(endless.admits()).isTrue();
    assertThat(endless.begun()).isFalse();
  }
}
