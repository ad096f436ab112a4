package dev.stint.jdbc;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.store.ReadyState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Where tasks stand that one index has side by side, in the codes that are stored, of which some
 * may be unknown to this build.
 *
 * @param status empty where the index does not tell
 * @param state empty where it is one of several
 */
record StoredPlace(
    String queue, String type, int laneCode, Optional<String> status, Optional<ReadyState> state) {

  /** The places that {@code statement} finds, which tells a status of each. */
  static List<StoredPlace> standing(Handle handle, String statement) {
    return handle
        .createQuery(statement)
        .map((rs, c) -> of(rs, Optional.of(rs.getString("status")), Optional.empty()))
        .list();
  }

  /** The places with ready tasks; where indexes are of whole tables, with live tasks. */
  static List<StoredPlace> ready(Handle handle, Statements sql) {
    return handle
        .createQuery(sql.get("ready_places"))
        .map((rs, c) -> of(rs, Optional.empty(), Optional.of(state(rs.getInt("ready_state")))))
        .list();
  }

  private static ReadyState state(int code) {
    return Stream.of(ReadyState.values())
        .filter(state -> state.code() == code)
        .findFirst()
        .orElse(ReadyState.NONE);
  }

  static StoredPlace of(ResultSet from, Optional<String> status, Optional<ReadyState> state)
      throws SQLException {
    return new StoredPlace(
        from.getString("queue"), from.getString("type"), from.getInt("lane"), status, state);
  }

  /** A statement about what stands here. */
  Query query(Handle handle, String statement) {
    Query query =
        handle
            .createQuery(statement)
            .bind("queue", queue)
            .bind("type", type)
            .bind("lane", laneCode);
    status.ifPresent(code -> query.bind("status", code));
    state.ifPresent(which -> query.bind("readyState", which.code()));
    return query;
  }

  Line line() {
    return new Line(new QueueName(queue), new TaskTypeName(type));
  }

  Lane lane() {
    return new StoredCodes().numbered("lane", Lane.BACKGROUND, laneCode);
  }
}
