package dev.stint.redis;

import dev.stint.application.spi.Landing;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;

/** One letter for each name that records and answers hold. */
final class Letters {

  /** In the order of the constants. */
  private static final String STATUSES = "PBHRYTISFCU";

  private static final String PHASES = "-CSER";
  private static final String SIGNALS = "-PCR";
  private static final TaskStatus[] STATUS = TaskStatus.values();
  private static final Phase[] PHASE = Phase.values();
  private static final Signal[] SIGNAL = Signal.values();

  private Letters() {}

  static String of(TaskStatus status) {
    return STATUSES.substring(status.ordinal(), status.ordinal() + 1);
  }

  static String of(Phase phase) {
    return PHASES.substring(phase.ordinal(), phase.ordinal() + 1);
  }

  static String of(Signal signal) {
    return SIGNALS.substring(signal.ordinal(), signal.ordinal() + 1);
  }

  static TaskStatus status(char letter) {
    return STATUS[STATUSES.indexOf(letter)];
  }

  static Phase phase(char letter) {
    return PHASE[PHASES.indexOf(letter)];
  }

  static Signal signal(char letter) {
    return SIGNAL[SIGNALS.indexOf(letter)];
  }

  static Landing landing(char letter) {
    return switch (letter) {
      case 'A' -> Landing.APPLIED;
      case 'B' -> Landing.APPLIED_BEFORE;
      case 'G' -> Landing.GONE;
      case 'S' -> Landing.STALE;
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
