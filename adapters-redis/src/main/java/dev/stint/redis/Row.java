package dev.stint.redis;

import dev.stint.application.spi.Claim;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.EndRecord;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads a task's record: the places are those of record.lua, after the id. */
record Row(String head, byte[] bytes, List<?> parts, int at) {

  private static final int ID = 32;
  private static final int STATUS = ID;
  private static final int BEFORE = ID + 1;
  private static final int PHASE = ID + 2;
  private static final int SIGNAL = ID + 3;
  private static final int WORKER = ID + 4;
  private static final int FENCE = ID + 40;
  private static final int SEQUENCE = ID + 56;
  private static final int NUMBER = ID + 66;
  private static final int STARTED = ID + 78;
  private static final int FINISHED = ID + 94;
  private static final int LANE = ID + 110;
  private static final int PRIORITY = ID + 111;
  private static final int RANK = ID + 121;
  private static final int DUE = ID + 122;
  private static final int REQUESTED = ID + 138;
  private static final int SUSPECT = ID + 154;
  private static final int TOMBSTONE = ID + 155;
  private static final int NOTES = ID + 157;
  private static final int APART = ID + 158;
  private static final int BODY_LENGTH = ID + 159;
  private static final int LINE_LENGTH = ID + 167;
  private static final int SPEC_LENGTH = ID + 171;
  private static final int SERIAL_LENGTH = ID + 177;
  private static final int WAITED = ID + 180;
  private static final int LINE = ID + 181;

  private static final int LENGTH_OF_ARGUMENTS = 8;
  private static final char RUNNING = 'R';
  private static final char FORGOTTEN = '3';

  /** Reads one record out of an answer: it stands there first, then its body if that is apart. */
  static Row at(List<?> answer, int place) {
    byte[] bytes = (byte[]) answer.get(place);
    return new Row(new String(bytes, 0, LINE, StandardCharsets.ISO_8859_1), bytes, answer, place);
  }

  static Optional<Row> of(Object reply) {
    List<?> answer = (List<?>) reply;
    return answer.isEmpty() ? Optional.empty() : Optional.of(at(answer, 0));
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

  private long number(int from, int to) {
    return Long.parseLong(head, from, to, 10);
  }

  private Optional<Instant> moment(int from) {
    long micros = number(from, from + 16);
    return micros == 0 ? Optional.empty() : Optional.of(SortKeys.instant(micros));
  }

  private int spec0() {
    return LINE + (int) number(LINE_LENGTH, SPEC_LENGTH) + (int) number(SERIAL_LENGTH, WAITED);
  }

  private int body0() {
    return spec0() + (int) number(SPEC_LENGTH, SERIAL_LENGTH);
  }

  private boolean apart() {
    return head.charAt(APART) == '1';
  }

  private int run0() {
    return apart() ? body0() : body0() + (int) number(BODY_LENGTH, LINE_LENGTH);
  }

  private byte[] bytes(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private byte[] body() {
    return apart() ? (byte[]) parts.get(at + 1) : bytes(body0(), run0());
  }

  /** Sorts in claim order. */
  String member() {
    return head.substring(LANE, REQUESTED) + head.substring(0, ID);
  }

  TaskId id() {
    return id(head.substring(0, ID));
  }

  int rank() {
    return head.charAt(RANK) - '0';
  }

  private int priority() {
    return SortKeys.priority(head.substring(PRIORITY, RANK));
  }

  private Instant due() {
    return SortKeys.instant(number(DUE, REQUESTED));
  }

  boolean tombstone() {
    return head.charAt(TOMBSTONE) == '1';
  }

  boolean suspect() {
    return head.charAt(SUSPECT) == '1';
  }

  TaskSpec spec() {
    return spec(new StoredCodes());
  }

  private TaskSpec spec(StoredCodes codes) {
    byte[] body = body();
    int options = body.length;
    int arguments = options;
    if (body.length > 0) {
      arguments = LENGTH_OF_ARGUMENTS;
      options =
          arguments
              + Integer.parseInt(new String(body, 0, arguments, StandardCharsets.ISO_8859_1), 10);
    }
    TaskSpec spec =
        TaskCodec.spec(
            bytes(spec0(), body0()),
            codes,
            id(),
            priority(),
            Payload.of(Arrays.copyOfRange(body, arguments, options)),
            Payload.of(Arrays.copyOfRange(body, options, body.length)));
    return tombstone() ? spec.asTombstone() : spec;
  }

  /** Set apart if a code is not known. */
  Run run() {
    StoredCodes codes = new StoredCodes();
    spec(codes);
    Run run = run(codes);
    return codes.run(run);
  }

  private Run run(StoredCodes codes) {
    return head.charAt(STATUS) == Codes.TURN
        ? SerialKeyRules.waiting(run(head.charAt(BEFORE), codes))
        : run(head.charAt(STATUS), codes);
  }

  private Run run(char letter, StoredCodes codes) {
    TaskStatus status = Codes.status(letter, codes);
    Phase phase = Codes.phase(status, head.charAt(PHASE), codes);
    Run run = TaskCodec.run(bytes(run0(), bytes.length), status, phase, codes);
    return tombstone() ? run.withoutCursor() : run;
  }

  /** The run as it was before the claim under which it is; set apart if a code is not known. */
  Run before() {
    StoredCodes codes = new StoredCodes();
    spec(codes);
    Run run = run(codes);
    TaskStatus before = Codes.status(head.charAt(BEFORE), codes);
    return codes.known() ? StepPolicy.released(run, before) : codes.run(run);
  }

  /** Whether it is in a worker's hands. */
  boolean running() {
    return head.charAt(STATUS) == RUNNING;
  }

  Fence fence() {
    return new Fence(number(FENCE, SEQUENCE));
  }

  long sequence() {
    return number(SEQUENCE, NUMBER);
  }

  Signal signal() {
    return Codes.signal(head.charAt(SIGNAL));
  }

  private Optional<WorkerId> worker() {
    return head.charAt(WORKER) == '-'
        ? Optional.empty()
        : Optional.of(WorkerId.of(head.substring(WORKER, FENCE)));
  }

  WriteKey key() {
    return new WriteKey(id(), worker().orElseThrow(), fence(), sequence());
  }

  /** In a worker's hands, the run as given. */
  Claim claim(Run run) {
    return new Claim(
        spec(), run, key(), due(), SortKeys.instant(number(REQUESTED, SUSPECT)), signal());
  }

  VersionedTask standing() {
    Run run = run();
    boolean idle = !running() && StoredCodes.unknown(run).isPresent();
    Optional<WorkerId> worker = idle ? Optional.empty() : worker();
    return new VersionedTask(spec(), run, fence(), sequence(), worker, signal());
  }

  /** What is recorded of the run that finished it. */
  EndRecord end() {
    EndRecord end = TaskCodec.end(bytes(run0(), bytes.length));
    return head.charAt(NOTES) == FORGOTTEN ? new EndRecord(Optional.empty(), end.most()) : end;
  }

  Optional<Instant> finished() {
    return moment(FINISHED);
  }

  private byte[] part(int after) {
    byte[] part = (byte[]) parts.get(at + after);
    return part == null ? new byte[0] : part;
  }

  TaskRow task() {
    return new TaskRow(
        standing(),
        SortKeys.instant(number(REQUESTED, SUSPECT)),
        due(),
        moment(STARTED),
        finished(),
        TaskCodec.progress(part(2)),
        Payload.of(part(3)));
  }
}
