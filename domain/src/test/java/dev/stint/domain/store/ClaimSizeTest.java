package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Run;
import dev.stint.domain.task.TaskSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many tasks fit into the bytes of a claim. */
class ClaimSizeTest {

  @ParameterizedTest
  @CsvSource({
    // sizes in claim order, the most, how many fit
    "10 10 10, 30, 3",
    "10 10 10, 29, 2",
    "10 10 10, 20, 2",
    "10 10 10, 9,  1",
    "10 10 10, 0,  1",
    "50 1 1,   10, 1",
    "1 50 1,   10, 1",
    "0 0 0,    0,  3",
  })
  void the_first_always_fits_and_nobody_is_passed_over(String sizes, long most, int fit) {
    List<Long> found = Arrays.stream(sizes.split(" ")).map(Long::valueOf).toList();

    assertThat(ClaimSize.fitting(found, Long::longValue, most)).isEqualTo(found.subList(0, fit));
  }

  @Test
  void of_nothing_nothing_fits() {
    assertThat(ClaimSize.fitting(List.<Long>of(), Long::longValue, 9)).isEmpty();
  }

  @Test
  void a_task_counts_with_its_arguments_and_its_cursor() {
    TaskSpec spec =
        new TaskSpec(
            new TaskId(new UUID(0, 1)),
            new Line(new QueueName("q"), new TaskTypeName("t")),
            Lane.BACKGROUND,
            0,
            1,
            Payload.of(new byte[7]),
            Payload.of(new byte[100]),
            Payload.of(new byte[100]),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(ClaimSize.of(spec, Run.NEW)).isEqualTo(7);
    assertThat(ClaimSize.of(spec.asTombstone(), Runs.at(Payload.of(new byte[5])))).isEqualTo(5);
  }
}
