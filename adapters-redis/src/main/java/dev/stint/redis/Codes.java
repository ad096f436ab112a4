package dev.stint.redis;

import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.Waiting;
import dev.stint.domain.store.ReadyState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One letter for each name that records and answers hold. */
final class Codes {

  /** In the order of the constants. */
  private static final String STATUSES = "PBHRYTISFCU";

  /** BLOCKED by a task: claimed once it is due. */
  private static final String TASK = "K";

  /** BLOCKED by its turn in its serial key; the status beneath stands beside it. */
  static final char TURN = 'Q';

  private static final String PHASES = "-CSER";
  private static final String SIGNALS = "-PCR";
  private static final TaskStatus[] STATUS = TaskStatus.values();
  private static final Phase[] PHASE = Phase.values();

  /** One that waits for a task and one that waits for its turn: each has a letter of its own. */
  static final List<Run> WAITING =
      List.of(
          Waiting.first(
              new Await(new TaskId(new UUID(0, 0)), Optional.empty(), Await.Accepts.SUCCESS)),
          SerialKeyRules.waiting(Run.NEW));

  private Codes() {}

  static String of(TaskStatus status) {
    return STATUSES.substring(status.ordinal(), status.ordinal() + 1);
  }

  /** Any status but RUNNING, of a task that is set apart. */
  static final String ANY = "?";

  /** As a task was seen. */
  static String seen(Run run) {
    return StoredCodes.unknown(run).isPresent() ? ANY : of(run);
  }

  static String of(Run run) {
    if (ReadyState.onceDue(run) == ReadyState.TURN) {
      return String.valueOf(TURN);
    }
    return run.claimable() && !run.status().claimable() ? TASK : of(run.status());
  }

  /** Every letter that a status is written as. */
  static Stream<String> all(TaskStatus status) {
    Stream<String> waiting = WAITING.stream().filter(r -> r.status() == status).map(Codes::of);
    return Stream.concat(Stream.of(of(status)), waiting);
  }

  static String of(Phase phase) {
    return PHASES.substring(phase.ordinal(), phase.ordinal() + 1);
  }

  static String of(Signal signal) {
    return SIGNALS.substring(signal.ordinal(), signal.ordinal() + 1);
  }

  /** BLOCKED for a letter that this build does not know. */
  static TaskStatus status(char letter, StoredCodes codes) {
    int known = STATUSES.indexOf(letter);
    if (known >= 0) {
      return STATUS[known];
    }
    return WAITING.stream()
        .filter(run -> of(run).charAt(0) == letter)
        .map(Run::status)
        .findFirst()
        .orElseGet(() -> codes.current(String.valueOf(letter)));
  }

  static Phase phase(TaskStatus status, char letter, StoredCodes codes) {
    int known = PHASES.indexOf(letter);
    return codes.phase(status, known < 0 ? String.valueOf(letter) : PHASE[known].name());
  }

  static Signal signal(char letter) {
    return StoredCodes.signal(SIGNALS.indexOf(letter));
  }

  static WriteResult landing(char letter) {
    return switch (letter) {
      case 'A' -> WriteResult.APPLIED;
      case 'O' -> WriteResult.applied(true);
      case 'B' -> WriteResult.APPLIED_BEFORE;
      case 'G' -> WriteResult.GONE;
      case 'S' -> WriteResult.STALE;
      default -> throw new IllegalStateException("no landing is written " + letter);
    };
  }

  /** Whether the letter is a landing; a small one is the signal that stood in the way. */
  static boolean landed(char letter) {
    return Character.isUpperCase(letter);
  }

  static Signal inTheWay(char letter) {
    return letter == 'n' ? Signal.NONE : signal(Character.toUpperCase(letter));
  }
}
