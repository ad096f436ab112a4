package dev.stint.testing;

import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.spi.StoreBackend;
import dev.stint.bootstrap.SteppedStint;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Stint for a test: the real engine, on a store in memory and a {@link TestClock}. Tasks run when
 * the test says so, in its thread, one after another, so that a test sees every step and sleeps
 * nowhere. No thread is started; nothing is left to close. For the thread of the test.
 */
public final class TestStint {

  private static final int MOST_STINTS = 10_000;

  private final TestClock clock;
  private final SteppedStint stepped;
  private final StoreFaults faults;
  private final Duration lease;

  private final FoundTasks tasks;
  private final NextMoment moments;

  private TestStint(Builder from) {
    this.clock = from.clock;
    this.lease = from.config.lease();
    this.faults = new StoreFaults(clock);
    StoreBackend store = from.backend();
    this.stepped = new SteppedStint(from.host(faults.in(store)), clock, from.seed);
    // What the test itself asks meets no faults.
    Stint looking = from.host(store).build();
    this.tasks = new FoundTasks(looking, stepped.codec(), clock);
    this.moments = new NextMoment(looking, from.definitions, from.config);
    clock.tells(from.config.renewal(), stepped::timePassed);
  }

  /** One that knows these types, with every default. */
  public static TestStint with(TaskDefinition<?>... definitions) {
    return builder().define(definitions).build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** What the code under test is given: all ports of a {@link Stint}, on this store and clock. */
  public Stint stint() {
    return stepped.stint();
  }

  public RequestTasks tasks() {
    return stint().tasks();
  }

  public TestClock clock() {
    return clock;
  }

  /** Faults of the store, to ask for. */
  public StoreFaults store() {
    return faults;
  }

  /**
   * For an action to call: its process is stopped for longer than its lease, unseen by itself, and
   * another worker takes over what it had and runs what is due. What the action writes then is
   * refused.
   */
  public void loseLease() {
    clock.passUnseen(lease.plusMillis(1));
    runDue();
  }

  /** Stores the request; nothing runs yet. */
  public TestTask request(Request<?> request) {
    return task(tasks().request(request));
  }

  /** A task that the code under test requested. */
  public TestTask task(Requested requested) {
    return task(requested.id());
  }

  public TestTask task(TaskId id) {
    return tasks.task(id);
  }

  /** All tasks, in the order of their requests. */
  public List<TestTask> all() {
    return tasks.all();
  }

  /** The tasks of a type, in the order of their requests: those that others requested, too. */
  public List<TestTask> all(TaskType<?> type) {
    return tasks.all(type);
  }

  /**
   * The one task of a type.
   *
   * @throws AssertionError if there is none, or more than one
   */
  public TestTask only(TaskType<?> type) {
    return tasks.only(type);
  }

  /**
   * Runs what is due now, the most urgent first, and what becomes due by that, until nothing is.
   * The clock moves only if an action moves it.
   *
   * @throws AssertionError if that takes more than 10,000 stints, as of a task that yields for ever
   */
  public TestStint runDue() {
    if (!stepped.runDue(MOST_STINTS)) {
      throw new AssertionError(
          "%,d stints ran at %s, and tasks are still due: does one yield or snooze for ever?%s"
              .formatted(MOST_STINTS, clock.instant(), FoundTasks.stories(tasks.unfinished())));
    }
    return this;
  }

  /** Runs one stint of the most urgent task that is due; answers whether there was one. */
  public boolean runNext() {
    return stepped.runNext();
  }

  /**
   * Moves the clock, and runs on the way what becomes due, each at its moment and in order: first
   * tries and retries, snoozes, waits that run out, schedules, windows that open, what dead workers
   * left. What is due already runs first.
   */
  public TestStint advance(Duration time) {
    return advanceTo(clock.instant().plus(time));
  }

  /** See {@link #advance}. */
  public TestStint advanceTo(Instant end) {
    runDue();
    while (clock.instant().isBefore(end)) {
      Instant next = moments.after(clock.instant(), end);
      clock.passUnseen(Duration.between(clock.instant(), next));
      runDue();
    }
    return this;
  }

  /**
   * Moves the clock until all tasks are over, at most this far, and runs them as {@link #advance}
   * does.
   *
   * @throws AssertionError if a task is not over then
   */
  public TestStint runUntilDone(Duration atMost) {
    Instant end = clock.instant().plus(atMost);
    runDue();
    while (!tasks.unfinished().isEmpty() && clock.instant().isBefore(end)) {
      advanceTo(moments.after(clock.instant(), end));
    }
    List<TestTask> left = tasks.unfinished();
    if (!left.isEmpty()) {
      throw new AssertionError(
          "%d tasks are not over after %s%s"
              .formatted(left.size(), TaskStory.words(atMost), FoundTasks.stories(left)));
    }
    return this;
  }

  /** Ends what is under way as if the process had been killed. By another thread than its own. */
  void abandon() {
    stepped.abandon();
  }

  /** What a {@link TestStint} is made of; not thread-safe. */
  public static final class Builder {
    private final List<TaskDefinition<?>> definitions = new ArrayList<>();
    private final List<Schedule<?>> schedules = new ArrayList<>();
    private final List<Consumer<Stint.Builder>> more = new ArrayList<>();
    private TestClock clock = TestClock.at(Instant.parse("2030-01-01T00:00:00Z"));
    private Function<TestClock, StoreBackend> store = MemoryBackend::new;
    private Config config = Config.DEFAULT.cleans(false);
    private long seed = 1;
    private int most;

    private Builder() {}

    /** The store of its processes. */
    StoreBackend backend() {
      return store.apply(clock);
    }

    /** Another process beside that one: on its clock, with other chances. */
    Builder beside(TestStint other) {
      clock = other.clock;
      seed++;
      return this;
    }

    public Builder define(TaskDefinition<?>... more) {
      return define(List.of(more));
    }

    public Builder define(Collection<? extends TaskDefinition<?>> more) {
      definitions.addAll(more);
      return this;
    }

    public Builder schedule(Schedule<?>... more) {
      schedules.addAll(List.of(more));
      return this;
    }

    /**
     * The host's own configuration. Without one it is the default, but that nothing is cleaned, so
     * that finished tasks can be looked at after a long time.
     */
    public Builder config(Config value) {
      config = value;
      return this;
    }

    /** What the clock shows first; 2030-01-01T00:00:00Z if nothing is said. */
    public Builder startingAt(Instant moment) {
      clock = TestClock.at(moment);
      return this;
    }

    /** Of the scatter of retries. The same seed draws the same; 1 if nothing is said. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * Lets the time of each stint be up after this many looks at {@code shouldYield}, or once its
     * chunks processed this many items: the clock moves to the deadline then.
     */
    public Builder timeUpAfter(int looksOrItems) {
      most = looksOrItems;
      return this;
    }

    /** All else that the host says to its builder: codec, interceptors, observers, access. */
    public Builder host(Consumer<Stint.Builder> settings) {
      more.add(settings);
      return this;
    }

    /** Another store than a new one in memory; it has to go by this clock. */
    public Builder store(Function<TestClock, StoreBackend> value) {
      store = value;
      return this;
    }

    /**
     * @throws RefusedException as {@link Stint.Builder#build}
     */
    public TestStint build() {
      return new TestStint(this);
    }

    /** Claims nothing ahead, so that at each step the most urgent task runs. */
    private Stint.Builder host(StoreBackend on) {
      Stint.Builder builder =
          Stint.on(on)
              .config(config.prefetch(Duration.ZERO))
              .define(definitions.stream().<TaskDefinition<?>>map(this::timed).toList())
              .schedule(schedules);
      more.forEach(settings -> settings.accept(builder));
      return builder;
    }

    private TaskDefinition<?> timed(TaskDefinition<?> definition) {
      return most == 0 ? definition : new TimedActions(most, clock).in(definition);
    }
  }
}
