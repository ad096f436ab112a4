package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.Lost;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One statement each, where an UPDATE picks its rows itself and can answer them. */
final class Returning {

  private Returning() {}

  static List<Claim> takeOver(Handle handle, Statements sql, ClaimId reaper, Lost lost, int limit) {
    return handle
        .createQuery(sql.get("take_over"))
        .bind("reaper", reaper.worker().value())
        .bind("number", reaper.number())
        .bind("lost", lost.worker().value())
        .bind("limit", limit)
        .map((rs, c) -> new Row(rs).claim(true))
        .list();
  }

  static int promote(Handle handle, Statements sql, int limit, long now) {
    return handle.createUpdate(sql.get("promote")).bind("now", now).bind("limit", limit).execute();
  }
}
