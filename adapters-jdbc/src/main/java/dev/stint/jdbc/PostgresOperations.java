package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.SteerStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One statement a batch: arrays in, RETURNING out. */
record PostgresOperations(
    Statements sql,
    PostgresClaim claim,
    PostgresSettlement settlement,
    PostgresTombstones tombstones)
    implements DialectOperations {

  PostgresOperations(Statements sql) {
    this(sql, new PostgresClaim(sql), new PostgresSettlement(sql), new PostgresTombstones(sql));
  }

  @Override
  public Claimed claim(Database database, Claiming claiming, ClaimRequest request) {
    return claim.claim(database, claiming, request);
  }

  @Override
  public int largestClaim() {
    return 4_000;
  }

  @Override
  public int largestSettlement() {
    return 2_000;
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
              return rs.getInt("promoted");
            })
        .stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  @Override
  public List<TaskLinks> finish(
      Handle handle, SettlementGroup group, List<SettlementGroup.Task> tasks, long now) {
    if (group.bare()) {
      return tombstones.finish(handle, group, tasks, now);
    }
    return group
        .end(group.key(handle.createQuery(sql.get("finish"))), now)
        .bindArray("rans", Long.class, tasks.stream().map(SettlementGroup.Task::ran).toList())
        .bindArray("ids", UUID.class, tasks.stream().map(t -> t.id().value()).toList())
        .bindArray("fences", Long.class, tasks.stream().map(SettlementGroup.Task::fence).toList())
        .map((rs, c) -> TaskLinks.of(rs))
        .list();
  }

  @Override
  public Set<UUID> finishAlone(Database database, List<Settlement> settlements) {
    return settlement.settle(database, settlements, database.clock().micros());
  }

  @Override
  public int cleanTogether(Handle handle, SteerStore.Sweep sweep, long now) {
    return tombstones.clean(handle, sweep, now);
  }

  @Override
  public boolean exhume(Handle handle, UUID task) {
    return tombstones.exhume(handle, task);
  }

  @Override
  public Optional<BulkInsert> bulkInsert() {
    return Optional.of(new PostgresInsert(sql));
  }

  @Override
  public Keys keys() {
    return new PostgresKeys(sql);
  }
}
