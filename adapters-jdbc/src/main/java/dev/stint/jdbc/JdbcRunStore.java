package dev.stint.jdbc;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settled;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.task.VersionedTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** See {@link RunStore}. */
final class JdbcRunStore implements RunStore {

  private final Database database;
  private final DialectOperations operations;
  private final Statements sql;
  private final Claiming claiming;
  private final Settling settling;
  private final Judge judge;
  private final NoteWriter notes;

  JdbcRunStore(Database database, DialectOperations operations) {
    this.database = database;
    this.operations = operations;
    this.sql = database.statements();
    this.judge = new Judge(sql);
    this.notes = new NoteWriter(database);
    this.claiming = new Claiming(database);
    this.settling = new Settling(database, operations, judge, notes);
  }

  @Override
  public Claimed claim(ClaimRequest request) {
    return operations.claim(database, claiming, request);
  }

  @Override
  public int largestClaim() {
    return operations.largestClaim();
  }

  @Override
  public int largestSettlement() {
    return operations.largestSettlement();
  }

  @Override
  public List<Claim> claimed(ClaimId id) {
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("claimed"))
                .bind("worker", id.worker().value())
                .bind("number", id.number())
                .map((rs, c) -> Ranked.of(rs, begun(rs)))
                .stream()
                .sorted(ClaimOrder.COMPARATOR)
                .map(Ranked::claim)
                .filter(c -> StoredCodes.unknown(c.run()).isEmpty())
                .toList());
  }

  /** Untouched by this claim, but past its beginning: it was taken over so. */
  private static boolean begun(ResultSet from) throws SQLException {
    return !Phase.CLAIMED.name().equals(from.getString("phase"));
  }

  @Override
  public List<CheckpointResult> checkpoint(List<Checkpoint> checkpoints) {
    return database.change(handle -> checkpoint(handle, checkpoints));
  }

  List<CheckpointResult> checkpoint(Handle handle, List<Checkpoint> checkpoints) {
    List<Integer> order = LockOrder.byId(checkpoints, c -> c.key().task());
    PreparedBatch batch = handle.prepareBatch(sql.get("checkpoint"));
    for (int i : order) {
      Checkpoint c = checkpoints.get(i);
      Binding.key(batch, c.key());
      Binding.run(batch, c.run());
      Binding.notes(batch, c.notes()).add();
    }
    int[] rows = batch.execute();
    CheckpointResult[] answers = new CheckpointResult[checkpoints.size()];
    TransactionEffects after = new TransactionEffects(sql, operations.keys());
    for (int n = 0; n < rows.length; n++) {
      Checkpoint c = checkpoints.get(order.get(n));
      answers[order.get(n)] = checked(handle, c, rows[n] != 0);
      if (rows[n] != 0 && c.notes().milestone()) {
        after.owes(c.key().task().value());
      }
    }
    Set<UUID> wakesOwed = after.settle(handle, database.clock().micros());
    return IntStream.range(0, answers.length)
        .mapToObj(i -> withWake(answers[i], checkpoints.get(i), wakesOwed))
        .toList();
  }

  private static CheckpointResult withWake(
      CheckpointResult answer, Checkpoint checkpoint, Set<UUID> wakesOwed) {
    return new CheckpointResult(
        Settling.withWake(answer.landing(), checkpoint.key(), wakesOwed), answer.signal());
  }

  private CheckpointResult checked(Handle handle, Checkpoint checkpoint, boolean applied) {
    WriteResult result = applied ? WriteResult.APPLIED : judge.of(handle, checkpoint.key());
    if (applied) {
      notes.write(handle, checkpoint.key(), checkpoint.notes());
    }
    return new CheckpointResult(result, judge.signal(handle, checkpoint.key().task()));
  }

  @Override
  public List<WriteResult> settle(List<Settlement> settlements) {
    Set<UUID> ended =
        settlements.isEmpty() ? Set.of() : operations.finishAlone(database, settlements);
    if (ended.size() == settlements.size()) {
      return Collections.nCopies(settlements.size(), WriteResult.APPLIED);
    }
    List<Settlement> others = new ArrayList<>(settlements);
    others.removeIf(s -> ended.contains(s.key().task().value()));
    Iterator<WriteResult> rest =
        database.change(handle -> settling.settle(handle, others)).iterator();
    List<WriteResult> results = new ArrayList<>(settlements.size());
    for (Settlement settlement : settlements) {
      boolean alone = ended.contains(settlement.key().task().value());
      results.add(alone ? WriteResult.APPLIED : rest.next());
    }
    return results;
  }

  @Override
  public Settled settle(List<Settlement> settlements, ClaimRequest successors) {
    return database.change(
        handle -> {
          boolean live = claiming.live(handle, successors);
          SerialKeyHandover handover =
              live
                  ? new SerialKeyHandover(operations.keys(), successors)
                  : new SerialKeyHandover(operations.keys());
          Settled settled = settling.settle(handle, settlements, handover);
          long now = database.clock().micros();
          List<Claim> readable = claiming.readable(handle, settled.successors(), now);
          List<Claim> kept = claiming.keep(handle, readable, successors.maxBytes());
          boolean others = settled.others() || kept.size() < settled.successors().size();
          return new Settled(settled.landings(), kept, others);
        });
  }

  @Override
  public List<WriteResult> release(List<WriteKey> keys) {
    return database.change(handle -> settling.release(handle, keys));
  }

  @Override
  public int promote(int limit) {
    return database.change(
        handle -> {
          long now = database.clock().micros();
          SerialKeyHandover handover = new SerialKeyHandover(operations.keys());
          int promoted = operations.promote(handle, limit, now, handover);
          handover.settle(handle, now);
          return promoted;
        });
  }

  /** Of what was asked inside callers' transactions, and of waiting tasks that were passed by. */
  @Override
  public int deliver(int limit, Duration age) {
    return database.change(handle -> deliver(handle, limit, age));
  }

  @Override
  public boolean hasUndelivered() {
    return database.ask(
        handle -> handle.createQuery(sql.get("turns_asked")).mapTo(Integer.class).one() > 0);
  }

  private int deliver(Handle handle, int limit, Duration age) {
    long now = database.clock().micros();
    SerialKeyHandover handover = new SerialKeyHandover(operations.keys());
    List<UUID> asked =
        handle
            .createQuery(sql.get("asked_turns"))
            .bind("before", now - Row.micros(age))
            .bind("limit", limit)
            .map(
                (rs, c) -> {
                  handover.waits(rs.getString("serial_key"));
                  return Row.uuid(rs, "task");
                })
            .list();
    if (!asked.isEmpty()) {
      handle.createUpdate(sql.get("answer_turns")).bindList("ids", asked).execute();
    }
    return handover.settle(handle, now).given();
  }

  @Override
  public Optional<VersionedTask> standing(TaskId task) {
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("find"))
                .bind("id", task.value())
                .map((rs, c) -> new Row(rs).standing())
                .findFirst());
  }
}
