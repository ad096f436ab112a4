package dev.stint.application.registers;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.operate.Scheduled;
import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import dev.stint.domain.schedule.ScheduleProgress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** The schedules of a store. Those that this build cannot read it leaves alone. Thread-safe. */
public final class ScheduleRegister {

  private static final Logger LOG = GuardedLog.of(ScheduleRegister.class);

  private final Registers shelf;
  private final ArgumentCodec codec;
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  public ScheduleRegister(RegisterStore store, ArgumentCodec codec) {
    this.shelf = new Registers(store, "schedule");
    this.codec = codec;
  }

  /** What a version of a register was read as; empty if this build cannot. */
  private record Read(long version, Optional<KeptSchedule> kept) {}

  /** All that can be read, by name. One read of the store; each version is taken apart once. */
  public List<KeptSchedule> all() {
    List<Register> registers = shelf.all();
    read.keySet().retainAll(registers.stream().map(Register::name).toList());
    return registers.stream().flatMap(r -> kept(r).stream()).toList();
  }

  public List<Scheduled> list() {
    return all().stream().map(KeptSchedule::view).toList();
  }

  public Optional<Scheduled> find(ScheduleName name) {
    return shelf.find(name.value()).flatMap(this::kept).map(KeptSchedule::view);
  }

  /** The task of a run beside the moments; empty if there is no such schedule. */
  public Optional<NewTask> runNow(ScheduleName name, TaskId id) {
    return shelf.find(name.value()).flatMap(this::kept).map(kept -> kept.task(id, Due.NOW));
  }

  /** Whether the id is that of a run of a schedule, made or to come. */
  public boolean makes(TaskId id) {
    return all().stream().anyMatch(kept -> kept.makes(id));
  }

  /** Answers whether anything changed. */
  public boolean put(ScheduleName name, ScheduleEntry wanted, Supplier<Instant> now) {
    Registers.Changed changed =
        shelf.change(
            name.value(),
            before ->
                before.isNone()
                    ? begun(
                        name, wanted, new ScheduleProgress(Optional.empty(), Optional.empty()), now)
                    : replaced(name, before, wanted, now));
    return !changed.after().equals(changed.before());
  }

  /** Answers whether there was one. */
  public boolean remove(ScheduleName name) {
    return !shelf.change(name.value(), before -> Payload.NONE).before().isNone();
  }

  /** Answers whether there is one. */
  public boolean pause(ScheduleName name, boolean paused, Supplier<Instant> now) {
    return !shelf
        .change(
            name.value(), before -> before.isNone() ? before : paused(name, before, paused, now))
        .after()
        .isNone();
  }

  /** The write that lets a schedule go on from {@code course}, if it still stands as it was. */
  public Swap moved(KeptSchedule kept, ScheduleProgress course) {
    ScheduleEntry entry = kept.entry().at(course, kept.paused());
    return shelf.swap(kept.agenda().name().value(), kept.version(), codec.encode(entry));
  }

  private Payload begun(
      ScheduleName name, ScheduleEntry wanted, ScheduleProgress before, Supplier<Instant> now) {
    ScheduleProgress course = wanted.agenda(name).timing().begin(now.get(), before.last());
    return codec.encode(wanted.at(course, false));
  }

  private Payload replaced(
      ScheduleName name, Payload before, ScheduleEntry wanted, Supplier<Instant> now) {
    KeptSchedule old = readable(name, before);
    boolean sameTiming = old.agenda().timing().equals(wanted.agenda(name).timing());
    ScheduleProgress course =
        sameTiming
            ? old.course()
            : wanted.agenda(name).timing().begin(now.get(), old.course().last());
    ScheduleEntry entry = wanted.at(course, old.paused());
    return entry.equals(old.entry()) ? before : codec.encode(entry);
  }

  private Payload paused(ScheduleName name, Payload before, boolean paused, Supplier<Instant> now) {
    KeptSchedule old = readable(name, before);
    if (old.paused() == paused) {
      return before;
    }
    ScheduleProgress course =
        paused ? old.course() : old.agenda().timing().begin(now.get(), old.course().last());
    return codec.encode(old.entry().at(course, paused));
  }

  private Optional<KeptSchedule> kept(Register register) {
    return read.compute(
            register.name(),
            (name, known) ->
                known != null && known.version() == register.version() ? known : read(register))
        .kept();
  }

  private Read read(Register register) {
    try {
      KeptSchedule kept =
          parsed(new ScheduleName(register.name()), register.version(), register.content());
      return new Read(register.version(), Optional.of(kept));
    } catch (RefusedException e) {
      LOG.warn("{}; it is left to builds that can", e.getMessage());
      return new Read(register.version(), Optional.empty());
    }
  }

  private KeptSchedule readable(ScheduleName name, Payload content) {
    return parsed(name, 0, content);
  }

  private KeptSchedule parsed(ScheduleName name, long version, Payload content) {
    try {
      ScheduleEntry entry = (ScheduleEntry) codec.decode(content, ScheduleEntry.class);
      return KeptSchedule.of(name, version, entry);
    } catch (ArgumentCodec.UnreadableException | IllegalArgumentException | DateTimeException e) {
      throw new RefusedException(
          "this build cannot read the schedule '" + name + "': " + e.getMessage(), e);
    }
  }
}
