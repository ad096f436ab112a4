package dev.stint.redis;

import dev.stint.application.spi.Settlement;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.QueueName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.store.EndRecord;
import dev.stint.domain.task.TaskSpec;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of a task that scripts carry and do not look into. */
final class TaskCodec {

  private static final byte[] NOTHING = new byte[0];

  private TaskCodec() {}

  /** What never changes after the request: all but arguments, options and priority. */
  static byte[] spec(TaskSpec spec) {
    return new Packing()
        .text(spec.line().queue().value())
        .text(spec.line().type().value())
        .number(spec.lane().ordinal())
        .number(spec.version())
        .payload(spec.plan())
        .maybe(spec.name())
        .maybe(spec.owner())
        .maybe(spec.key())
        .maybe(spec.key().map(IdempotencyKey::scope))
        .maybe(spec.serialKey())
        .done();
  }

  static TaskSpec spec(byte[] packed, TaskId id, int priority, Payload arguments, Payload options) {
    return spec(packed, new StoredCodes(), id, priority, arguments, options);
  }

  static TaskSpec spec(
      byte[] packed,
      StoredCodes codes,
      TaskId id,
      int priority,
      Payload arguments,
      Payload options) {
    Unpacking in = new Unpacking(packed);
    Line line = new Line(new QueueName(in.text()), new TaskTypeName(in.text()));
    Lane lane = codes.numbered("lane", Lane.BACKGROUND, in.count());
    int version = in.count();
    Payload plan = in.payload();
    Optional<String> name = in.maybe(n -> n);
    Optional<Owner> owner = in.maybe(Owner::new);
    Optional<String> key = in.maybe(k -> k);
    Optional<IdempotencyKey.Scope> scope =
        codes.named("key scope", IdempotencyKey.Scope.ACTIVE, in.maybe(s -> s));
    return new TaskSpec(
        id,
        line,
        lane,
        priority,
        version,
        arguments,
        plan,
        options,
        name,
        owner,
        key.map(k -> new IdempotencyKey(k, scope.orElseThrow())),
        in.maybe(SerialKey::new));
  }

  /** A run without status and phase, which scripts know; nothing for one that is like new. */
  static byte[] run(Run run) {
    boolean fresh = run.equals(with(Run.NEW, run.status(), run.phase())) && run.failure().isEmpty();
    return fresh ? NOTHING : whole(run);
  }

  /** The same, whatever it is like, for something that follows. */
  static byte[] whole(Run run) {
    return new Packing()
        .number(run.action())
        .text(run.entry().name())
        .payload(run.cursor())
        .number(run.attempt())
        .number(run.losses())
        .number(run.hookDeaths())
        .number(run.idleYields())
        .maybe(run.heldFrom())
        .maybe(run.blocked().map(Block::text))
        .maybe(run.interruption())
        .bytes(failure(run.failure()))
        .done();
  }

  /** What follows the run that finished a task, and is kept of it; nothing if the task goes on. */
  static String end(Settlement settlement, Outcome written) {
    if (!written.finished()) {
      return "";
    }
    EndRecord end = settlement.end(written);
    return end.micros() + " " + end.most();
  }

  /** What follows a packed run. */
  static EndRecord end(byte[] packed) {
    if (packed.length == 0) {
      return EndRecord.OLDER;
    }
    Unpacking in = new Unpacking(packed);
    run(in, Run.NEW.status(), Phase.NONE, new StoredCodes());
    return end(in.restText());
  }

  /** Nothing if an older build finished the task. */
  private static EndRecord end(String text) {
    if (text.isEmpty()) {
      return EndRecord.OLDER;
    }
    String[] parts = text.split(" ", 2);
    Optional<Integer> most = Stream.of(parts).skip(1).map(Integer::valueOf).findFirst();
    return EndRecord.stored(Long.parseLong(parts[0]), most);
  }

  private static Run with(Run run, TaskStatus status, Phase phase) {
    return new Run(
        status,
        phase,
        run.action(),
        run.entry(),
        run.cursor(),
        run.attempt(),
        run.losses(),
        run.hookDeaths(),
        run.idleYields(),
        run.heldFrom(),
        run.blocked(),
        run.interruption(),
        run.failure());
  }

  static Run run(byte[] packed, TaskStatus status, Phase phase, StoredCodes codes) {
    if (packed.length == 0) {
      return with(Run.NEW, status, phase);
    }
    return run(new Unpacking(packed), status, phase, codes);
  }

  private static Run run(Unpacking in, TaskStatus status, Phase phase, StoredCodes codes) {
    return new Run(
        status,
        phase,
        in.count(),
        codes.named("entry", Entry.EXECUTE, in.text()),
        in.payload(),
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        codes.before(in.maybe(n -> n)),
        codes.block(in.maybe(n -> n)),
        codes.named("interruption", Interruption.CRASH, in.maybe(n -> n)),
        failure(in.bytes()));
  }

  static byte[] failure(Optional<Failure> failure) {
    return failure
        .map(
            f ->
                new Packing()
                    .number(f.permanent() ? 1 : 0)
                    .text(f.kind())
                    .text(f.message())
                    .text(f.stack())
                    .done())
        .orElse(NOTHING);
  }

  static Optional<Failure> failure(byte[] packed) {
    if (packed.length == 0) {
      return Optional.empty();
    }
    Unpacking in = new Unpacking(packed);
    return Optional.of(new Failure(in.number() == 1, in.text(), in.text(), in.text()));
  }

  static byte[] progress(Progress progress) {
    return new Packing()
        .number(progress.done())
        .number(progress.total())
        .text(progress.text())
        .done();
  }

  static Progress progress(byte[] packed) {
    if (packed.length == 0) {
      return Progress.NONE;
    }
    Unpacking in = new Unpacking(packed);
    return new Progress(in.number(), in.number(), in.text());
  }
}
