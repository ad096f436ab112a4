package dev.stint.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.stint.application.spi.Checked;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.Landing;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Standing;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/** See {@link RunStore}. */
final class MongoRunStore implements RunStore {

  private final Database database;
  private final Claiming claiming;
  private final Fencing fencing;
  private final Settling settling;
  private final NoteWriter notes;

  MongoRunStore(Database database, MongoRequestStore requests) {
    this.database = database;
    this.notes = new NoteWriter(database, requests);
    this.claiming = new Claiming(database);
    this.fencing = new Fencing(database, new Judge(database));
    this.settling = new Settling(database, fencing, notes);
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
  public List<Checked> checkpoint(List<Checkpoint> checkpoints) {
    return database.call(() -> check(checkpoints));
  }

  private List<Checked> check(List<Checkpoint> checkpoints) {
    long now = database.clock().micros();
    List<Fencing.Write> writes = checkpoints.stream().map(c -> write(c, List.of(), now)).toList();
    List<Fencing.Answer> answers = fencing.write(writes, true);
    List<Checked> checked = new ArrayList<>();
    List<TaskId> owing = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      checked.add(checked(writes.get(i).key(), answers.get(i)));
      if (answers.get(i).landed() && NoteWriter.owes(writes.get(i))) {
        owing.add(writes.get(i).key().task());
      }
    }
    notes.deliver(owing);
    return checked;
  }

  /** A checkpoint with requests that exist if and only if it lands. */
  Checked checkpoint(Checkpoint checkpoint, List<NewTask> tasks) {
    Fencing.Write write = write(checkpoint, tasks, database.clock().micros());
    return checked(write, fencing.write(List.of(write), true).get(0));
  }

  /** A checkpoint as the last statement of a transaction, which ends here. */
  Checked checkpoint(ClientSession session, Checkpoint checkpoint) {
    Fencing.Write write = write(checkpoint, List.of(), database.clock().micros());
    return checked(write, fencing.commit(session, write));
  }

  private Checked checked(Fencing.Write write, Fencing.Answer answer) {
    Checked checked = checked(write.key(), answer);
    if (answer.landed() && NoteWriter.owes(write)) {
      notes.deliver(List.of(write.key().task()));
    }
    return checked;
  }

  private Fencing.Write write(Checkpoint checkpoint, List<NewTask> tasks, long now) {
    Document set = Binding.run(checkpoint.run());
    set.putAll(Binding.notes(checkpoint.notes()));
    Document update = new Document("$set", set);
    NoteWriter.owe(update, checkpoint.key(), checkpoint.notes(), tasks, now);
    return Fencing.Write.of(checkpoint.key(), new Document(), update);
  }

  private static Checked checked(WriteKey key, Fencing.Answer answer) {
    Signal signal = answer.versions().map(Judge.Versions::signal).orElse(Signal.NONE);
    if (answer.landed()) {
      return new Checked(Landing.APPLIED, signal);
    }
    if (answer.versions().filter(v -> v.open(key)).isPresent()) {
      throw Settling.undecided();
    }
    return new Checked(answer.versions().map(v -> v.judge(key)).orElse(Landing.GONE), signal);
  }

  @Override
  public List<Landing> settle(List<Settlement> settlements) {
    return database.call(() -> settling.settle(settlements));
  }

  @Override
  public List<Landing> release(List<WriteKey> keys) {
    return database.call(() -> settling.release(keys));
  }

  @Override
  public int promote(int limit) {
    return database.call(() -> promote(limit, database.clock().micros()));
  }

  private int promote(int limit, long now) {
    List<Document> due =
        database
            .tasks()
            .find(Filters.and(Filters.eq(Field.STAND, Stand.LATER), Filters.lte(Field.DUE, now)))
            .projection(Projections.include(Field.LOSSES))
            .sort(Sorts.ascending(Field.DUE))
            .limit(limit)
            .into(new ArrayList<>());
    return promote(due, false, now) + promote(due, true, now);
  }

  private int promote(List<Document> due, boolean suspect, long now) {
    List<UUID> ids =
        due.stream()
            .filter(d -> suspect == suspect(d))
            .map(d -> d.get(Field.ID, UUID.class))
            .toList();
    if (ids.isEmpty()) {
      return 0;
    }
    Document filter =
        new Document(Field.ID, new Document("$in", ids))
            .append(Field.STAND, Stand.LATER)
            .append(Field.DUE, new Document("$lte", now))
            .append(Field.LOSSES, suspect ? new Document("$gt", 0) : 0);
    int stand = suspect ? Stand.SUSPECT : Stand.READY;
    Document update = new Document("$set", new Document(Field.STAND, stand));
    return (int) database.tasks().updateMany(filter, update, Claiming.BY_ID).getModifiedCount();
  }

  private static boolean suspect(Document task) {
    return task.get(Field.RUN, Document.class).getInteger("losses") > 0;
  }

  @Override
  public int deliver(int limit, Duration age) {
    return database.call(() -> notes.deliver(limit, database.clock().micros() - Row.micros(age)));
  }

  @Override
  public Optional<Standing> standing(TaskId task) {
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
