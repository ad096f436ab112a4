package dev.stint.redis;

import dev.stint.application.spi.WriteResult;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
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
    if (run.status() != TaskStatus.BLOCKED || run.blockedBy(BlockReason.UNREADABLE)) {
      return of(run.status());
    }
    return run.blockedBy(BlockReason.TURN) ? String.valueOf(TURN) : TASK;
  }

  /** Every letter that a status is written as. */
  static Stream<String> all(TaskStatus status) {
    return status == TaskStatus.BLOCKED
        ? Stream.of(of(status), TASK, String.valueOf(TURN))
        : Stream.of(of(status));
  }

  static String of(Phase phase) {
    return PHASES.substring(phase.ordinal(), phase.ordinal() + 1);
  }

  static String of(Signal signal) {
    return SIGNALS.substring(signal.ordinal(), signal.ordinal() + 1);
  }

  /** BLOCKED for a letter that this build does not know. */
  static TaskStatus status(char letter, StoredCodes codes) {
    boolean waits = letter == TURN || letter == TASK.charAt(0);
    int known = STATUSES.indexOf(letter);
    if (!waits && known < 0) {
      codes.miss("status", String.valueOf(letter));
    }
    return waits || known < 0 ? TaskStatus.BLOCKED : STATUS[known];
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
