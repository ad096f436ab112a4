package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.LostWorker;
import dev.stint.domain.life.StoredCodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One statement each, where an UPDATE picks its rows itself and can answer them. */
final class Returning {

  /** Those that a lost task can be in, as far as this build knows. */
  static final String PHASES = "\n" + String.join("\n", StoredCodes.runningPhases()) + "\n";

  private Returning() {}

  static List<Claim> takeOver(
      Handle handle, Statements sql, ClaimId reaper, LostWorker lost, int limit, long now) {
    return handle
        .createQuery(sql.get("take_over"))
        .bind("reaper", reaper.worker().value())
        .bind("number", reaper.number())
        .bind("lost", lost.worker().value())
        .bind("phases", PHASES)
        .bind("limit", limit)
        .bind("now", now)
        .map((rs, c) -> new Row(rs).claim(true))
        .list();
  }

  /** A task that came due, if it has a serial key. */
  static void comes(ResultSet from, SerialKeyHandover handover) throws SQLException {
    String key = from.getString("serial_key");
    if (key != null) {
      handover.comes(Row.uuid(from, "id"), key);
    }
  }
}
