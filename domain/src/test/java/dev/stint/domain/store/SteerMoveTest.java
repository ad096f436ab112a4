package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Due;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Replay;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a command does to the record of a task, and which signal stands. */
class SteerMoveTest {

  private static final Replay.Wanted ALL = new Replay.Wanted(Optional.empty(), 1, List.of());

  @ParameterizedTest
  @CsvSource({
    // the task is seen, the command, what it does; nothing where the transition table refuses
    "PENDING,     PAUSE,   LIVE",
    "YIELDED,     CANCEL,  END",
    "RETRYING,    REMOVE,  END",
    "INTERRUPTED, PAUSE,   LIVE",
    "BLOCKED,     PAUSE,   LIVE",
    "BLOCKED,     CANCEL,  END",
    "PAUSED,      RESUME,  LIVE",
    "PAUSED,      REMOVE,  END",
    "PENDING,     RESTART, ",
    "RUNNING,     PAUSE,   ",
    "RUNNING,     REMOVE,  ",
    "SUCCEEDED,   RESTART, RESTART",
    "FAILED,      RESTART, RESTART",
    "SUCCEEDED,   REPLAY,  REPLAY",
    "CANCELLED,   REPLAY,  REPLAY",
    "SUPERSEDED,  REPLAY,  ",
    "CANCELLED,   REMOVE,  TOMBSTONE",
    "SUPERSEDED,  REMOVE,  TOMBSTONE",
    "FAILED,      CANCEL,  ",
  })
  void a_command_ends_moves_or_revives_a_task(TaskStatus status, String command, SteerMove move) {
    Run run = Runs.at(status);

    assertThat(outcome(run, command).map(o -> SteerMove.of(run, o)))
        .isEqualTo(Optional.ofNullable(move));
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "CANCELLED"})
  void what_is_in_a_workers_hands_is_left_a_signal(TaskStatus to) {
    Outcome outcome = Outcome.of(Runs.at(to), Due.UNCHANGED);

    assertThat(SteerMove.of(Runs.at(TaskStatus.RUNNING), outcome)).isEqualTo(SteerMove.REFUSED);
  }

  private static Optional<Outcome> outcome(Run run, String command) {
    return switch (command) {
      case "PAUSE" -> Steering.pause(run);
      case "RESUME" -> Steering.resume(run);
      case "CANCEL" -> Steering.cancel(run);
      case "REMOVE" -> Steering.remove(run);
      case "REPLAY" -> Steering.replay(run, 0, ALL);
      default -> Steering.restart(run);
    };
  }

  @ParameterizedTest
  @CsvSource({
    // pending, asked for, what stands
    "NONE,   PAUSE,  PAUSE",
    "PAUSE,  PAUSE,  PAUSE",
    "PAUSE,  CANCEL, CANCEL",
    "PAUSE,  REMOVE, REMOVE",
    "CANCEL, PAUSE,  CANCEL",
    "CANCEL, REMOVE, REMOVE",
    "REMOVE, PAUSE,  REMOVE",
    "REMOVE, CANCEL, REMOVE",
  })
  void the_stronger_signal_stands(Signal pending, Signal asked, Signal stands) {
    assertThat(pending.orStronger(asked)).isEqualTo(stands);
    assertThat(stands.ordinal()).isEqualTo(Math.max(pending.ordinal(), asked.ordinal()));
  }

  @ParameterizedTest
  @CsvSource({
    // handed back as, under which signal: what it is then, whether it is removed
    "PENDING,     NONE,   PENDING, false",
    "INTERRUPTED, NONE,   INTERRUPTED, false",
    "PENDING,     PAUSE,  PAUSED, false",
    "YIELDED,     PAUSE,  PAUSED, false",
    "PENDING,     CANCEL, CANCELLED, false",
    "BLOCKED,     CANCEL, CANCELLED, false",
    "RETRYING,    REMOVE, CANCELLED, true",
  })
  void a_release_under_a_signal_does_what_the_signal_asks(
      TaskStatus before, Signal signal, TaskStatus after, boolean removed) {
    Outcome released = Outcome.released(Runs.at(before), ClaimRank.RESUMED);
    assertThat(released.rank()).isEqualTo(ClaimRank.RESUMED);

    Outcome outcome = released.under(signal);

    assertThat(outcome.run().status()).isEqualTo(after);
    assertThat(outcome.due()).isEqualTo(Due.UNCHANGED);
    assertThat(outcome.removed()).isEqualTo(removed);
  }
}
