package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a coalescing task takes along as it begins. */
class CoalescerTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private final EngineFixture fixture =
      new EngineFixture(
          List.of(
              TaskDefinition.of(
                  TYPE,
                  (args, context) -> {
                    ran.add(args);
                    return StepOutcome.done();
                  })));

  private static Request<String> from(long threshold) {
    return TYPE.with("from " + threshold)
        .serialKey("key")
        .options(RequestOptions.NONE.absorbing(threshold));
  }

  @Test
  void who_waits_for_one_that_was_absorbed_hears_of_its_end_at_once() {
    TaskId absorbed = fixture.tasks.request(from(2).dueIn(Duration.ofDays(1))).id();
    TaskId waits = fixture.tasks.request(TYPE.with("waits").after(Await.anyEnd(absorbed))).id();
    fixture.engine.runBatch(LONG);
    assertThat(fixture.status(waits)).isEqualTo(TaskStatus.BLOCKED);

    fixture.tasks.request(from(1));
    fixture.engine.runBatch(LONG);

    assertThat(fixture.status(absorbed)).isEqualTo(TaskStatus.SUPERSEDED);
    assertThat(fixture.status(waits)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactlyInAnyOrder("from 1", "waits");
  }

  @Test
  void more_than_a_page_of_them_are_absorbed() {
    List<TaskId> absorbed = new ArrayList<>();
    fixture.tasks.request(from(1));
    for (int i = 0; i < 1_001; i++) {
      absorbed.add(fixture.tasks.request(from(2 + i)).id());
    }

    fixture.engine.runBatch(LONG);

    assertThat(ran).containsExactly("from 1");
    assertThat(absorbed).allMatch(task -> fixture.status(task) == TaskStatus.SUPERSEDED);
  }

  @Test
  void without_a_serial_key_there_is_nobody_to_absorb() {
    RequestOptions options = RequestOptions.NONE.absorbing(1);
    fixture.tasks.request(TYPE.with("one").options(options));
    fixture.tasks.request(TYPE.with("two").options(options));

    fixture.engine.runBatch(LONG);

    assertThat(ran).containsExactlyInAnyOrder("one", "two");
  }
}
