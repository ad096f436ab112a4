package dev.stint.mongo;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.Due;
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
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.ClaimSize;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Reads a document of {@code stint_task}. */
record Row(Document from) implements ClaimOrder.Claimable {

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

  static Duration duration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  @Override
  public TaskId id() {
    return new TaskId(from.get(Field.ID, UUID.class));
  }

  int number(String name) {
    return from.getInteger(name, 0);
  }

  /** What {@link ClaimSize} counts, which a candidate bears as numbers. */
  long claimSize() {
    return (long) number(Field.SIZE) + number(Field.CURSOR_SIZE);
  }

  Line line() {
    return new Line(
        new QueueName(from.getString(Field.QUEUE)), new TaskTypeName(from.getString(Field.TYPE)));
  }

  @Override
  public Lane lane() {
    return lane(new StoredCodes());
  }

  @Override
  public int priority() {
    return number(Field.PRIORITY);
  }

  @Override
  public ClaimRank rank() {
    return new StoredCodes().numbered("rank", ClaimRank.ORDINARY, number(Field.RANK));
  }

  @Override
  public Instant due() {
    return instant(from.getLong(Field.DUE));
  }

  private Lane lane(StoredCodes codes) {
    return codes.numbered("lane", Lane.BACKGROUND, number(Field.LANE));
  }

  /** The codes of a candidate that this build does not know, in words. */
  Optional<String> unknown() {
    StoredCodes codes = new StoredCodes();
    Document run = from.get(Field.RUN, Document.class);
    lane(codes);
    before(codes);
    codes.current(run.getString("status"));
    codes.named("entry", Entry.EXECUTE, run.getString("entry"));
    codes.before(text(run, "heldFrom", n -> n));
    codes.named("interruption", Interruption.CRASH, text(run, "interruption", n -> n));
    codes.block(text(run, "blocked", n -> n));
    return codes.words();
  }

  private TaskStatus before(StoredCodes codes) {
    return codes.before(String.valueOf(from.getString(Field.BEFORE)));
  }

  /**
   * A task just claimed: its run as it was before; one taken over: as it was left; set apart if a
   * code is not known.
   */
  Claim claim(boolean takenOver) {
    StoredCodes codes = new StoredCodes();
    TaskSpec spec = spec(codes);
    Run run = run(codes);
    TaskStatus before = takenOver ? run.status() : before(codes);
    boolean asIs = takenOver || !codes.known();
    return new Claim(
        spec,
        asIs ? codes.run(run) : StepPolicy.released(run, before),
        key(),
        instant(from.getLong(Field.DUE)),
        instant(from.getLong(Field.REQUESTED)),
        signal());
  }

  /** Of the last write. */
  WriteKey key() {
    return new WriteKey(
        id(),
        new WorkerId(from.get(Field.WORKER, UUID.class)),
        new Fence(from.getLong(Field.FENCE)),
        from.getLong(Field.SEQUENCE));
  }

  /** Untouched by this claim, but past its beginning: it was taken over so. */
  boolean begun() {
    return run(new StoredCodes()).phase() != Phase.CLAIMED;
  }

  Signal signal() {
    return StoredCodes.signal(number(Field.SIGNAL));
  }

  VersionedTask standing() {
    StoredCodes codes = new StoredCodes();
    TaskSpec spec = spec(codes);
    Run run = run(codes);
    return new VersionedTask(
        spec,
        codes.run(run),
        new Fence(from.getLong(Field.FENCE)),
        from.getLong(Field.SEQUENCE),
        Optional.ofNullable(from.get(Field.WORKER, UUID.class)).map(WorkerId::new),
        signal());
  }

  /** A request kept back. */
  NewTask asked() {
    return new NewTask(spec(), run(), Due.at(instant(from.getLong(Field.DUE))));
  }

  TaskRow task() {
    return new TaskRow(
        standing(),
        instant(from.getLong(Field.REQUESTED)),
        instant(from.getLong(Field.DUE)),
        moment(Field.STARTED),
        moment(Field.FINISHED),
        progress(),
        payload(from, Field.RESULT));
  }

  TaskSpec spec() {
    return spec(new StoredCodes());
  }

  private TaskSpec spec(StoredCodes codes) {
    return new TaskSpec(
        id(),
        line(),
        lane(codes),
        number(Field.PRIORITY),
        number(Field.VERSION),
        payload(from, Field.ARGUMENTS),
        payload(from, Field.PLAN),
        payload(from, Field.OPTIONS),
        text(from, "name", n -> n),
        text(from, Field.OWNER, Owner::new),
        idempotencyKey(codes),
        text(from, Field.SERIAL_KEY, SerialKey::new));
  }

  Optional<IdempotencyKey> idempotencyKey() {
    return idempotencyKey(new StoredCodes());
  }

  private Optional<IdempotencyKey> idempotencyKey(StoredCodes codes) {
    return text(from, Field.KEY_NAME, k -> k)
        .map(
            k ->
                new IdempotencyKey(
                    k,
                    codes.named(
                        "key scope",
                        IdempotencyKey.Scope.ACTIVE,
                        String.valueOf(from.getString(Field.KEY_SCOPE)))));
  }

  /** Set apart if a code is not known. */
  Run run() {
    StoredCodes codes = new StoredCodes();
    return codes.run(run(codes));
  }

  private Run run(StoredCodes codes) {
    Document run = from.get(Field.RUN, Document.class);
    TaskStatus status = codes.current(run.getString("status"));
    return new Run(
        status,
        codes.phase(status, run.getString("phase")),
        run.getInteger("action"),
        codes.named("entry", Entry.EXECUTE, run.getString("entry")),
        payload(run, "cursor"),
        run.getInteger("attempt"),
        run.getInteger("losses"),
        run.getInteger("hookDeaths"),
        run.getInteger("idleYields"),
        codes.before(text(run, "heldFrom", n -> n)),
        codes.block(text(run, "blocked", n -> n)),
        codes.named("interruption", Interruption.CRASH, text(run, "interruption", n -> n)),
        failure(run));
  }

  private static Optional<Failure> failure(Document from) {
    return Optional.ofNullable(from.get("failure", Document.class))
        .map(
            f ->
                new Failure(
                    f.getBoolean("permanent"),
                    f.getString("kind"),
                    f.getString("message"),
                    f.getString("stack")));
  }

  private Progress progress() {
    return Optional.ofNullable(from.get(Field.PROGRESS, Document.class))
        .map(p -> new Progress(p.getLong("done"), p.getLong("total"), p.getString("text")))
        .orElse(Progress.NONE);
  }

  static HistoryRow history(Document from) {
    return new HistoryRow(
        instant(from.getLong("at")),
        new Fence(from.getLong(Field.FENCE)),
        StoredCodes.status(from.getString("status")),
        from.getInteger("attempt"),
        duration(from.getLong("ran")),
        failure(from),
        Optional.ofNullable(from.get(Field.WORKER, UUID.class)).map(WorkerId::new),
        payload(from, Field.RESULT));
  }

  static Payload payload(Document from, String name) {
    Binary bytes = from.get(name, Binary.class);
    return bytes == null ? Payload.NONE : Payload.of(bytes.getData());
  }

  private static <T> Optional<T> text(
      Document from, String name, Function<String, @Nullable T> read) {
    return Optional.ofNullable(from.getString(name)).map(read);
  }

  private Optional<Instant> moment(String name) {
    return Optional.ofNullable(from.getLong(name)).map(Row::instant);
  }
}
