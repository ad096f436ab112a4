package dev.stint.redis;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Standing;
import dev.stint.application.spi.TaskRow;
import dev.stint.application.spi.TaskSpec;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Journey;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads a task's fields in the order in which the scripts answer them (FIELDS in common.lua). */
record Row(List<?> fields) {

  private static final int STATUS = 0;
  private static final int BEFORE = 1;
  private static final int FENCE = 2;
  private static final int SEQUENCE = 3;
  private static final int WORKER = 4;
  private static final int SIGNAL = 5;
  private static final int MEMBER = 6;
  private static final int FINISHED = 7;
  private static final int TOMBSTONE = 8;
  private static final int SPEC = 13;
  private static final int ARGUMENTS = 14;
  private static final int OPTIONS = 15;
  private static final int RUN = 16;
  private static final int PHASE = 17;
  private static final int REQUESTED = 18;
  private static final int STARTED = 19;
  private static final int PROGRESS = 22;
  private static final int RESULT = 23;

  private static final int AFTER_LANE = 1;
  private static final int AFTER_PRIORITY = 11;
  private static final int AFTER_RANK = 12;
  private static final int AFTER_DUE = 28;

  static Optional<Row> of(Object reply) {
    Row row = new Row((List<?>) reply);
    return row.has(STATUS) ? Optional.of(row) : Optional.empty();
  }

  /** The id as keys and members hold it: 32 hexadecimal digits, which sort as ids do. */
  static String hex(TaskId id) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(id.value().getMostSignificantBits())
        + hex.toHexDigits(id.value().getLeastSignificantBits());
  }

  static TaskId id(String hex) {
    return new TaskId(
        new UUID(
            Long.parseUnsignedLong(hex.substring(0, 16), 16),
            Long.parseUnsignedLong(hex.substring(16, 32), 16)));
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  private boolean has(int field) {
    return fields.get(field) != null;
  }

  private String text(int field) {
    return Args.text(fields.get(field));
  }

  private long number(int field) {
    return has(field) ? Long.parseLong(text(field)) : 0;
  }

  private byte[] bytes(int field) {
    return has(field) ? (byte[]) fields.get(field) : new byte[0];
  }

  private Optional<Instant> moment(int field) {
    return has(field) ? Optional.of(instant(number(field))) : Optional.empty();
  }

  /** Sorts in claim order. */
  String member() {
    return text(MEMBER);
  }

  TaskId id() {
    return id(member().substring(AFTER_DUE));
  }

  int rank() {
    return member().charAt(AFTER_PRIORITY) - '0';
  }

  private int priority() {
    return Members.priority(member().substring(AFTER_LANE, AFTER_PRIORITY));
  }

  private Instant due() {
    return instant(Long.parseLong(member().substring(AFTER_RANK, AFTER_DUE)));
  }

  boolean tombstone() {
    return has(TOMBSTONE);
  }

  TaskSpec spec() {
    return Packed.spec(
        bytes(SPEC), id(), priority(), Payload.of(bytes(ARGUMENTS)), Payload.of(bytes(OPTIONS)));
  }

  Run run() {
    TaskStatus status = TaskStatus.valueOf(text(STATUS));
    boolean running = status == TaskStatus.RUNNING;
    return Packed.run(bytes(RUN), status, running ? Phase.valueOf(text(PHASE)) : Phase.NONE);
  }

  /** The run as it was before the claim under which it is. */
  Run before() {
    return Journey.released(run(), TaskStatus.valueOf(text(BEFORE)));
  }

  Fence fence() {
    return new Fence(number(FENCE));
  }

  long sequence() {
    return number(SEQUENCE);
  }

  Signal signal() {
    return has(SIGNAL) ? Signal.valueOf(text(SIGNAL)) : Signal.NONE;
  }

  private Optional<WorkerId> worker() {
    return has(WORKER) ? Optional.of(WorkerId.of(text(WORKER))) : Optional.empty();
  }

  WriteKey key() {
    return new WriteKey(id(), worker().orElseThrow(), fence(), sequence());
  }

  /** In a worker's hands, the run as given. */
  Claim claim(Run run) {
    return new Claim(spec(), run, key(), due(), moment(REQUESTED).orElseThrow(), signal());
  }

  Standing standing() {
    return new Standing(spec(), run(), fence(), sequence(), worker(), signal());
  }

  Optional<Instant> finished() {
    return moment(FINISHED);
  }

  TaskRow task() {
    return new TaskRow(
        standing(),
        moment(REQUESTED).orElseThrow(),
        due(),
        moment(STARTED),
        finished(),
        Packed.progress(bytes(PROGRESS)),
        Payload.of(bytes(RESULT)));
  }
}
