package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.domain.Fence;
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
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.ReadyState;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads a row of {@code stint_task} or {@code stint_finished}. */
record Row(ResultSet from) {

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  static long micros(Duration duration) {
    return Math.addExact(
        Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
  }

  static UUID uuid(ResultSet from, String column) throws SQLException {
    return UUID.fromString(from.getString(column));
  }

  /** A task just claimed: its run as it was before; one with a code not known is set apart. */
  Claim claim(boolean takenOver) throws SQLException {
    StoredCodes codes = new StoredCodes();
    TaskSpec spec = spec(codes);
    Run run = run(codes);
    TaskStatus before = codes.before(String.valueOf(from.getString("before_claim")));
    boolean asIs = takenOver || !codes.known();
    return new Claim(
        spec,
        asIs ? codes.run(run) : StepPolicy.released(run, before),
        new WriteKey(
            id(),
            new WorkerId(uuid(from, "worker")),
            new Fence(from.getLong("fence")),
            from.getLong("sequence")),
        instant(from.getLong("due")),
        instant(from.getLong("requested")),
        signal());
  }

  VersionedTask standing() throws SQLException {
    StoredCodes codes = new StoredCodes();
    TaskSpec spec = spec(codes);
    Run run = run(codes);
    return new VersionedTask(
        spec,
        codes.run(run),
        new Fence(from.getLong("fence")),
        from.getLong("sequence"),
        text("worker", w -> new WorkerId(UUID.fromString(w))),
        signal());
  }

  private Signal signal() throws SQLException {
    return StoredCodes.signal(from.getInt("pending_signal"));
  }

  TaskRow task() throws SQLException {
    return new TaskRow(
        standing(),
        instant(from.getLong("requested")),
        instant(from.getLong("due")),
        moment("started"),
        moment("finished"),
        new Progress(
            from.getLong("progress_done"),
            from.getLong("progress_total"),
            from.getString("progress_text")),
        payload("result"));
  }

  private TaskId id() throws SQLException {
    return new TaskId(uuid(from, "id"));
  }

  private TaskSpec spec(StoredCodes codes) throws SQLException {
    Optional<IdempotencyKey.Scope> scope =
        codes.named("key scope", IdempotencyKey.Scope.ACTIVE, text("key_scope", s -> s));
    return new TaskSpec(
        id(),
        new Line(new QueueName(from.getString("queue")), new TaskTypeName(from.getString("type"))),
        codes.numbered("lane", Lane.BACKGROUND, from.getInt("lane")),
        from.getInt("priority"),
        from.getInt("version"),
        payload("arguments"),
        payload("plan"),
        payload("options"),
        text("name", n -> n),
        text("owner", Owner::new),
        text("key_name", k -> new IdempotencyKey(k, scope.orElseThrow())),
        text("serial_key", SerialKey::new));
  }

  private Run run(StoredCodes codes) throws SQLException {
    TaskStatus status = codes.current(from.getString("status"));
    return new Run(
        status,
        codes.phase(status, from.getString("phase")),
        from.getInt("action"),
        codes.named("entry", Entry.EXECUTE, from.getString("entry")),
        payload("position"),
        from.getInt("attempt"),
        from.getInt("losses"),
        from.getInt("hook_deaths"),
        from.getInt("idle_yields"),
        codes.before(text("held_from", n -> n)),
        blocked(codes),
        codes.named("interruption", Interruption.CRASH, text("interruption", n -> n)),
        failure(from));
  }

  private Optional<Block> blocked(StoredCodes codes) throws SQLException {
    Optional<Block> stored = codes.block(text("blocked", n -> n));
    boolean turn = from.getInt("ready_state") == ReadyState.TURN.code();
    return turn ? Optional.of(SerialKeyRules.turn(stored)) : stored;
  }

  static Optional<Failure> failure(ResultSet from) throws SQLException {
    String kind = from.getString("failure_kind");
    return kind == null
        ? Optional.empty()
        : Optional.of(
            new Failure(
                from.getInt("failure_permanent") == 1,
                kind,
                from.getString("failure_message"),
                from.getString("failure_stack")));
  }

  private Payload payload(String column) throws SQLException {
    byte[] bytes = from.getBytes(column);
    return bytes == null || bytes.length == 0 ? Payload.NONE : Payload.of(bytes);
  }

  private <T> Optional<T> text(String column, Function<String, T> read) throws SQLException {
    return Optional.ofNullable(from.getString(column)).map(read);
  }

  private Optional<Instant> moment(String column) throws SQLException {
    long micros = from.getLong(column);
    return from.wasNull() ? Optional.empty() : Optional.of(instant(micros));
  }
}
