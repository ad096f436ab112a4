package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.LostWorker;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.LaneCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Locks rows and reads them as the next statement will leave them, where no UPDATE can answer its
 * rows. Rows that others hold are passed by.
 */
record LockingOperations(Statements sql) implements DialectOperations {

  @Override
  public Claimed claim(Database database, Claiming claiming, ClaimRequest request) {
    return database.change(handle -> claiming.claim(handle, request, this::take));
  }

  private List<Ranked> take(
      Handle handle, ClaimRequest request, int readyState, int limit, long now) {
    List<Ranked> ready = new ArrayList<>();
    for (LineLimit line : request.lines()) {
      ready.addAll(line(handle, request, readyState, line, limit, now));
    }
    List<Ranked> taken = ready.stream().sorted(ClaimOrder.COMPARATOR).limit(limit).toList();
    if (!taken.isEmpty()) {
      handle
          .createUpdate(sql.get("claim_these"))
          .bind("worker", request.id().worker().value())
          .bind("number", request.id().number())
          .bind("now", now)
          .bindList("ids", ids(taken.stream().map(Ranked::claim).toList()))
          .execute();
    }
    return taken;
  }

  private List<Ranked> line(
      Handle handle, ClaimRequest request, int readyState, LineLimit line, int limit, long now) {
    return handle
        .createQuery(sql.get("claim_line"))
        .bind("worker", request.id().worker().value())
        .bind("number", request.id().number())
        .bind("readyState", readyState)
        .bind("queue", line.line().queue().value())
        .bind("type", line.line().type().value())
        .bind("first", LaneCodes.of(request.lanes()).first())
        .bind("last", LaneCodes.of(request.lanes()).last())
        .bind("least", request.priorities().least())
        .bind("most", request.priorities().most())
        .bind("limit", Math.min(limit, line.limit()))
        .bind("now", now)
        .map((rs, c) -> Ranked.of(rs))
        .list();
  }

  private static List<UUID> ids(List<Claim> claims) {
    return claims.stream().map(c -> c.spec().id().value()).toList();
  }

  @Override
  public List<Claim> takeOver(Handle handle, ClaimId reaper, LostWorker lost, int limit, long now) {
    List<Claim> taken =
        handle
            .createQuery(sql.get("lost_tasks"))
            .bind("reaper", reaper.worker().value())
            .bind("number", reaper.number())
            .bind("lost", lost.worker().value())
            .bind("phases", Returning.PHASES)
            .bind("limit", limit)
            .bind("now", now)
            .map((rs, c) -> new Row(rs).claim(true))
            .list();
    if (!taken.isEmpty()) {
      handle
          .createUpdate(sql.get("take_over_these"))
          .bind("reaper", reaper.worker().value())
          .bind("number", reaper.number())
          .bind("now", now)
          .bindList("ids", ids(taken))
          .execute();
    }
    return taken;
  }

  @Override
  public int promote(Handle handle, int limit, long now, SerialKeyHandover handover) {
    List<UUID> due =
        handle
            .createQuery(sql.get("due_tasks"))
            .bind("now", now)
            .bind("limit", limit)
            .map(
                (rs, c) -> {
                  Returning.comes(rs, handover);
                  return Row.uuid(rs, "id");
                })
            .list();
    return due.isEmpty()
        ? 0
        : handle.createUpdate(sql.get("promote_these")).bindList("ids", due).execute();
  }

  @Override
  public List<TaskLinks> finish(
      Handle handle, SettlementGroup group, List<SettlementGroup.Task> tasks, long now) {
    return CopyThenDelete.finish(handle, sql, group, tasks, now);
  }

  @Override
  public Keys keys() {
    return new PlainKeys(sql);
  }
}
