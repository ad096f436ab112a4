package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.LostWorker;
import dev.stint.domain.TaskId;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.LaneCodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Few statements a batch: the writer is alone, but to prepare one costs more than to run it. */
record SqliteOperations(Statements sql) implements DialectOperations {

  /** A ready task as the merge of lines sees it. */
  private record Candidate(UUID id, int lane, int priority, int rank, long due) {
    static final Comparator<Candidate> ORDER =
        Comparator.comparingInt(Candidate::lane)
            .thenComparing(Candidate::priority, Comparator.reverseOrder())
            .thenComparingInt(Candidate::rank)
            .thenComparingLong(Candidate::due)
            .thenComparing(c -> new TaskId(c.id));
  }

  @Override
  public Claimed claim(Database database, Claiming claiming, ClaimRequest request) {
    return database.change(handle -> claiming.claim(handle, request, this::take));
  }

  private List<Ranked> take(
      Handle handle, ClaimRequest request, int readyState, int limit, long now) {
    List<Candidate> candidates = new ArrayList<>();
    for (LineLimit line : request.lines()) {
      candidates.addAll(candidates(handle, request, readyState, line, limit));
    }
    candidates.sort(Candidate.ORDER);
    List<UUID> first = candidates.stream().limit(limit).map(Candidate::id).toList();
    if (first.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(sql.get("claim_these"))
        .bindList("ids", first)
        .bind("readyState", readyState)
        .bind("worker", request.id().worker().value())
        .bind("number", request.id().number())
        .bind("now", now)
        .map((rs, c) -> Ranked.of(rs))
        .stream()
        .sorted(ClaimOrder.COMPARATOR)
        .toList();
  }

  private List<Candidate> candidates(
      Handle handle, ClaimRequest request, int readyState, LineLimit line, int limit) {
    return handle
        .createQuery(sql.get("claim_ids"))
        .bind("readyState", readyState)
        .bind("queue", line.line().queue().value())
        .bind("type", line.line().type().value())
        .bind("first", LaneCodes.of(request.lanes()).first())
        .bind("last", LaneCodes.of(request.lanes()).last())
        .bind("least", request.priorities().least())
        .bind("most", request.priorities().most())
        .bind("limit", Math.min(limit, line.limit()))
        .map(
            (rs, c) ->
                new Candidate(
                    Row.uuid(rs, "id"),
                    rs.getInt("lane"),
                    rs.getInt("priority"),
                    rs.getInt("claim_rank"),
                    rs.getLong("due")))
        .list();
  }

  @Override
  public List<Claim> takeOver(Handle handle, ClaimId reaper, LostWorker lost, int limit, long now) {
    return Returning.takeOver(handle, sql, reaper, lost, limit, now);
  }

  @Override
  public int promote(Handle handle, int limit, long now, SerialKeyHandover handover) {
    return handle
        .createQuery(sql.get("promote"))
        .bind("now", now)
        .bind("limit", limit)
        .map(
            (rs, c) -> {
              Returning.comes(rs, handover);
              return 1;
            })
        .list()
        .size();
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
