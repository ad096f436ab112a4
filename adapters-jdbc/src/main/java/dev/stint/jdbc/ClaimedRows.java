package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.Fence;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.TaskSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The rows of a claim by the places of {@code parts/claimed.sql}. For one claim, not thread-safe.
 *
 * @param untouched the tasks that are as they were asked for
 * @param others those that have more to them
 */
record ClaimedRows(WorkerId worker, List<Line> lines, List<Ranked> untouched, List<UUID> others) {

  private static final Lane[] LANES = Lane.values();

  ClaimedRows(ClaimRequest request) {
    this(
        request.id().worker(),
        request.lines().stream().map(LineLimit::line).toList(),
        new ArrayList<>(request.limit()),
        new ArrayList<>());
  }

  void read(ResultSet from) throws SQLException {
    while (from.next()) {
      UUID id = from.getObject(1, UUID.class);
      if (from.getBoolean(18)) {
        untouched.add(new Ranked(claim(from, new TaskId(id)), ClaimRank.ORDINARY));
      } else {
        others.add(id);
      }
    }
  }

  private Claim claim(ResultSet from, TaskId id) throws SQLException {
    TaskSpec spec =
        new TaskSpec(
            id,
            line(from),
            LANES[from.getInt(2)],
            from.getInt(3),
            from.getInt(4),
            payload(from, 5),
            payload(from, 6),
            payload(from, 7),
            Optional.ofNullable(from.getString(8)),
            text(from, 9, Owner::new),
            key(from),
            text(from, 12, SerialKey::new));
    return new Claim(
        spec,
        Run.NEW,
        new WriteKey(id, worker, new Fence(from.getLong(13)), 0),
        Row.instant(from.getLong(14)),
        Row.instant(from.getLong(15)),
        Signal.NONE);
  }

  private static Optional<IdempotencyKey> key(ResultSet from) throws SQLException {
    String name = from.getString(10);
    return name == null
        ? Optional.empty()
        : Optional.of(new IdempotencyKey(name, IdempotencyKey.Scope.valueOf(from.getString(11))));
  }

  /** One of those asked for: their names are not read for each task. */
  private Line line(ResultSet from) throws SQLException {
    if (lines.size() == 1) {
      return lines.get(0);
    }
    String queue = from.getString(16);
    String type = from.getString(17);
    for (Line line : lines) {
      if (line.type().value().equals(type) && line.queue().value().equals(queue)) {
        return line;
      }
    }
    return new Line(new QueueName(queue), new TaskTypeName(type));
  }

  private static Payload payload(ResultSet from, int place) throws SQLException {
    byte[] bytes = from.getBytes(place);
    return bytes.length == 0 ? Payload.NONE : Payload.of(bytes);
  }

  private static <T> Optional<T> text(ResultSet from, int place, Function<String, T> read)
      throws SQLException {
    String text = from.getString(place);
    return text == null ? Optional.empty() : Optional.of(read.apply(text));
  }
}
