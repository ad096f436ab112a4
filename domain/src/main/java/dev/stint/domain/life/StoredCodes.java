package dev.stint.domain.life;

import dev.stint.domain.IdempotencyKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the codes of one stored task. A code that this build does not know, as a later build may
 * write it, never throws: it sets its own task apart. Not thread-safe.
 */
public final class StoredCodes {

  /**
   * So long a ready task with a code that is not known is out of the way of claims: a build that
   * can read it may come meanwhile.
   */
  public static final Duration LOOK_AGAIN = Duration.ofHours(1);

  /** The kind of the failure that names what is not known. */
  private static final String KIND = "unknown-code";

  /** The constants of an enum by their numbers: several are looked up for each task read. */
  private static final ClassValue<List<Enum<?>>> NUMBERED =
      new ClassValue<>() {
        @Override
        protected List<Enum<?>> computeValue(Class<?> type) {
          return List.of((Enum<?>[]) type.getEnumConstants());
        }
      };

  private static final ClassValue<Map<String, Enum<?>>> NAMED =
      new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
          return NUMBERED.get(type).stream().collect(Collectors.toMap(Enum::name, e -> e));
        }
      };

  private List<String> unknown = List.of();

  /** The constant that is stored by its name; {@code otherwise} if this build has none. */
  public <E extends Enum<E>> E named(String what, E otherwise, String stored) {
    Optional<E> known = find(otherwise.getDeclaringClass(), stored);
    if (known.isEmpty()) {
      miss(what, stored);
    }
    return known.orElse(otherwise);
  }

  /** The same where nothing may be stored. */
  public <E extends Enum<E>> Optional<E> named(String what, E otherwise, Optional<String> stored) {
    return stored.map(name -> named(what, otherwise, name));
  }

  /** Where a task stands; a status that is not known holds it up. */
  public TaskStatus current(String stored) {
    return named("status", TaskStatus.BLOCKED, stored);
  }

  /** Where a task goes on that was claimed, or is held up. */
  public TaskStatus before(String stored) {
    return named("status", TaskStatus.PENDING, stored);
  }

  /** The same where nothing may be stored. */
  public Optional<TaskStatus> before(Optional<String> stored) {
    return stored.map(this::before);
  }

  /** The constant that is stored by its number; {@code otherwise} if this build has none. */
  public <E extends Enum<E>> E numbered(String what, E otherwise, long stored) {
    Class<E> type = otherwise.getDeclaringClass();
    List<Enum<?>> all = NUMBERED.get(type);
    if (stored < 0 || stored >= all.size()) {
      miss(what, Long.toString(stored));
      return otherwise;
    }
    return type.cast(all.get((int) stored));
  }

  /** What holds the task up, as {@link Block#text} wrote it. */
  public Optional<Block> block(Optional<String> stored) {
    try {
      return stored.map(Block::of);
    } catch (RuntimeException e) {
      miss("block", stored.orElse(""));
      return Optional.empty();
    }
  }

  /** Notes a code that an adapter keeps in a shape of its own and could not read. */
  public void miss(String what, String stored) {
    unknown = new ArrayList<>(unknown);
    unknown.add(what + " '" + stored + "'");
  }

  /** Whether every code read so far is known. */
  public boolean known() {
    return unknown.isEmpty();
  }

  /** Names the codes read so far that are not known; empty if all are. */
  public Optional<String> words() {
    return known()
        ? Optional.empty()
        : Optional.of("this build does not know " + String.join(", ", unknown));
  }

  /**
   * The run as it was read, or, if anything was not known, the same run set apart: BLOCKED until a
   * build can read it, with a failure that names the codes. It is never written back.
   */
  public Run run(Run read) {
    return words().map(words -> apart(read, words)).orElse(read);
  }

  private static Run apart(Run read, String words) {
    return new Run(
        TaskStatus.BLOCKED,
        Phase.NONE,
        read.action(),
        read.entry(),
        read.cursor(),
        read.attempt(),
        read.losses(),
        read.hookDeaths(),
        read.idleYields(),
        Optional.empty(),
        Optional.of(Block.UNREADABLE),
        Optional.empty(),
        Optional.of(Failure.permanent(KIND, words)));
  }

  /** A phase that goes with the status, which is all that a run asks for. */
  public Phase phase(TaskStatus status, String stored) {
    boolean running = status == TaskStatus.RUNNING;
    Phase read = named("phase", running ? Phase.EXECUTING : Phase.NONE, stored);
    return running == (read == Phase.NONE) ? (running ? Phase.EXECUTING : Phase.NONE) : read;
  }

  /** What {@link #run} made of a task with a code that is not known: the codes, in words. */
  public static Optional<String> unknown(Run run) {
    return run.failure()
        .filter(f -> f.kind().equals(KIND) && run.blockedBy(BlockReason.UNREADABLE))
        .map(Failure::message);
  }

  /** The names of the phases that a task in a worker's hands can be in. */
  public static List<String> runningPhases() {
    return Arrays.stream(Phase.values()).filter(p -> p != Phase.NONE).map(Enum::name).toList();
  }

  /** The names of the statuses in which a task can be claimed for its own work. */
  public static List<String> claimable() {
    return Arrays.stream(TaskStatus.values())
        .filter(TaskStatus::claimable)
        .map(Enum::name)
        .toList();
  }

  /** A status in a count or a history, where nothing else is known of its task. */
  public static TaskStatus status(String stored) {
    return find(TaskStatus.class, stored).orElse(TaskStatus.BLOCKED);
  }

  /** How long a key keeps its task, as it is stored with the key. */
  public static IdempotencyKey.Scope scope(String stored) {
    return find(IdempotencyKey.Scope.class, stored).orElse(IdempotencyKey.Scope.ACTIVE);
  }

  /** A signal that this build does not know is none: what it asks for, nobody here can do. */
  public static Signal signal(long stored) {
    List<Enum<?>> all = NUMBERED.get(Signal.class);
    return stored > 0 && stored < all.size() ? (Signal) all.get((int) stored) : Signal.NONE;
  }

  /**
   * The statuses to leave out where BLOCKED tasks are asked for, since who asks for them asks for
   * those set apart, too, whatever is stored for these. Empty: look for the statuses themselves.
   */
  public static Optional<Set<TaskStatus>> leftOut(Set<TaskStatus> asked) {
    return asked.contains(TaskStatus.BLOCKED)
        ? Optional.of(
            Arrays.stream(TaskStatus.values())
                .filter(s -> !asked.contains(s))
                .collect(Collectors.toUnmodifiableSet()))
        : Optional.empty();
  }

  /** Whether a stored status is that of a task that no worker had yet. */
  public static boolean isNew(String stored) {
    return stored.equals(TaskStatus.PENDING.name());
  }

  private static <E extends Enum<E>> Optional<E> find(Class<E> type, String stored) {
    return Optional.ofNullable(NAMED.get(type).get(stored)).map(type::cast);
  }
}
