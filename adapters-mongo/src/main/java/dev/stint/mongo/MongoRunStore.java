package dev.stint.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.model.Filters;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;

/** See {@link RunStore}. */
final class MongoRunStore implements RunStore {

  private final Database database;
  private final Claiming claiming;
  private final Fencing fencing;
  private final Settling settling;
  private final NoteWriter notes;
  private final SerialKeys serialKeys;
  private final Promoting promoting;

  MongoRunStore(Database database, MongoRequestStore requests) {
    this.database = database;
    this.notes = new NoteWriter(database, requests);
    this.claiming = new Claiming(database);
    this.fencing = new Fencing(database, new Judge(database));
    this.serialKeys = new SerialKeys(database);
    this.settling = new Settling(database, fencing, notes, serialKeys);
    this.promoting = new Promoting(database, serialKeys);
  }

  @Override
  public Claimed claim(ClaimRequest request) {
    return database.call(() -> claiming.claim(request));
  }

  @Override
  public List<Claim> claimed(ClaimId id) {
    return database.call(() -> claiming.claimed(id));
  }

  @Override
  public List<CheckpointResult> checkpoint(List<Checkpoint> checkpoints) {
    return database.call(() -> check(checkpoints));
  }

  private List<CheckpointResult> check(List<Checkpoint> checkpoints) {
    CheckpointResult[] answers = new CheckpointResult[checkpoints.size()];
    Map<Integer, Boolean> open = new TreeMap<>();
    for (int i = 0; i < answers.length; i++) {
      open.put(i, false);
    }
    while (!open.isEmpty()) {
      open = round(checkpoints, open, answers);
    }
    return Arrays.asList(answers);
  }

  /**
   * Tries those that are open.
   *
   * @param open whether others were found to wait for a task, to whom a milestone would be owed
   * @return those still open, of which it was found to be otherwise
   */
  private Map<Integer, Boolean> round(
      List<Checkpoint> checkpoints, Map<Integer, Boolean> open, CheckpointResult[] checked) {
    long now = database.clock().micros();
    List<Integer> order = List.copyOf(open.keySet());
    List<Fencing.Write> writes = new ArrayList<>();
    open.forEach((i, waited) -> writes.add(write(checkpoints.get(i), List.of(), waited, now)));
    List<Fencing.Answer> answers = fencing.write(writes, true);
    List<TaskId> undelivered = new ArrayList<>();
    Map<Integer, Boolean> next = new TreeMap<>();
    for (int n = 0; n < writes.size(); n++) {
      int i = order.get(n);
      Fencing.Answer answer = answers.get(n);
      boolean waited = waited(answer);
      boolean milestone = checkpoints.get(i).notes().milestone();
      if (!answer.landed() && milestone && waited != Boolean.TRUE.equals(open.get(i))) {
        next.put(i, waited);
      } else {
        checked[i] = checked(writes.get(n), answer);
      }
      if (answer.landed() && NoteWriter.owes(writes.get(n))) {
        undelivered.add(checkpoints.get(i).key().task());
      }
    }
    notes.deliver(undelivered);
    return next;
  }

  private static boolean waited(Fencing.Answer answer) {
    return answer.versions().filter(Judge.Versions::waited).isPresent();
  }

  /** A checkpoint with requests that exist if and only if it lands. */
  CheckpointResult checkpoint(Checkpoint checkpoint, List<NewTask> tasks) {
    boolean waited = false;
    while (true) {
      Fencing.Write write = write(checkpoint, tasks, waited, database.clock().micros());
      Fencing.Answer answer = fencing.write(List.of(write), true).get(0);
      if (answer.landed() || !checkpoint.notes().milestone() || waited(answer) == waited) {
        return delivered(write, answer);
      }
      waited = !waited;
    }
  }

  /** A checkpoint as the last statement of a transaction, which ends here. */
  CheckpointResult checkpoint(ClientSession session, Checkpoint checkpoint) {
    boolean waited =
        checkpoint.notes().milestone()
            && Scope.within(database, session)
                .first(
                    database.tasks(),
                    Filters.and(
                        Filters.eq(Field.ID, checkpoint.key().task().value()),
                        Filters.gt(Field.WAITS, 0)),
                    Field.WAITS)
                .isPresent();
    Fencing.Write write = write(checkpoint, List.of(), waited, database.clock().micros());
    return delivered(write, fencing.commit(session, write));
  }

  private CheckpointResult delivered(Fencing.Write write, Fencing.Answer answer) {
    CheckpointResult checked = checked(write, answer);
    if (answer.landed() && NoteWriter.owes(write)) {
      notes.deliver(List.of(write.key().task()));
    }
    return checked;
  }

  private Fencing.Write write(
      Checkpoint checkpoint, List<NewTask> tasks, boolean waited, long now) {
    Document set = Binding.run(checkpoint.run());
    set.putAll(Binding.notes(checkpoint.notes()));
    Document update = new Document("$set", set);
    Document conditions = new Document();
    if (checkpoint.notes().milestone()) {
      Fencing.owe(conditions, set, waited, now);
    }
    NoteWriter.owe(update, checkpoint.key(), checkpoint.notes(), tasks, now);
    return Fencing.Write.of(checkpoint.key(), conditions, update);
  }

  private static CheckpointResult checked(Fencing.Write write, Fencing.Answer answer) {
    WriteKey key = write.key();
    Signal signal = answer.versions().map(Judge.Versions::signal).orElse(Signal.NONE);
    if (answer.landed()) {
      return new CheckpointResult(WriteResult.applied(write.owesWake()), signal);
    }
    if (answer.versions().filter(v -> v.open(key)).isPresent()) {
      throw Failures.undecided();
    }
    return new CheckpointResult(
        answer.versions().map(v -> v.judge(key)).orElse(WriteResult.GONE), signal);
  }

  @Override
  public List<WriteResult> settle(List<Settlement> settlements) {
    return database.call(() -> settling.settle(settlements));
  }

  @Override
  public List<WriteResult> release(List<WriteKey> keys) {
    return database.call(() -> settling.release(keys));
  }

  @Override
  public int promote(int limit) {
    return database.call(() -> promoting.promote(limit, database.clock().micros()));
  }

  @Override
  public int deliver(int limit, Duration age) {
    return database.call(
        () -> {
          long before = database.clock().micros() - Row.micros(age);
          return notes.deliver(limit, before) + serialKeys.deliver(limit, before);
        });
  }

  @Override
  public Optional<VersionedTask> standing(TaskId task) {
    return database.call(
        () ->
            Optional.ofNullable(
                    database
                        .sureTasks()
                        .find(Filters.eq(Field.ID, task.value()))
                        .projection(Claiming.WITHOUT_NOTES)
                        .first())
                .map(d -> new Row(d).standing()));
  }
}
