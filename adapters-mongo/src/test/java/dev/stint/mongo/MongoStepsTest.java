package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What stands in the store when a process dies between two documents, and how others go on. */
class MongoStepsTest extends Contract {

  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }

  private Database database() {
    return ((MongoFixture) fixture).internals();
  }

  private static NewTask task(int number) {
    return Sample.of(number).active("key").make();
  }

  private Inserted ask(int number) {
    return stores.requests().insert(List.of(task(number))).get(0);
  }

  @Test
  void writes_are_journaled_by_a_majority_whatever_the_host_chose() {
    try (MongoClient careless = MongoClients.create("mongodb://127.0.0.1:1/?w=0")) {
      WriteConcern concern = MongoStores.of(careless, "stint").database().tasks().getWriteConcern();

      assertThat(concern.getWString()).isEqualTo("majority");
      assertThat(concern.getJournal()).isTrue();
    }
  }

  /** The key of a requester who died before its task was stored. */
  private void keyAlone(int number) {
    ask(number);
    database().tasks().deleteOne(Filters.eq(Field.ID, Sample.id(number).value()));
    database().keys().updateOne(Filters.eq(Field.ID, "key"), Updates.set(Field.CONFIRMED, false));
  }

  @Test
  void a_request_whose_writer_died_after_its_key_is_stored_by_the_next_under_its_id() {
    keyAlone(1);

    assertThat(ask(2)).isEqualTo(new Inserted(Sample.id(1), true, false));
    assertThat(ask(3)).isEqualTo(new Inserted(Sample.id(1), false, true));
    assertThat(standing(Sample.id(1)).spec().arguments()).isEqualTo(task(2).spec().arguments());
    assertThat(claim(9)).hasSize(1);
  }

  @Test
  void a_requester_that_was_only_slow_finds_its_task_stored() {
    keyAlone(1);
    ask(2);

    assertThat(ask(1)).isEqualTo(new Inserted(Sample.id(1), false, true));
    assertThat(claim(9)).hasSize(1);
  }

  @Test
  void a_key_that_nobody_confirmed_names_its_task_all_the_same() {
    ask(1);
    database().keys().updateOne(Filters.eq(Field.ID, "key"), Updates.set(Field.CONFIRMED, false));

    assertThat(ask(2)).isEqualTo(new Inserted(Sample.id(1), false, true));
    end(claimOne(), Sample.done());
    assertThat(ask(3)).isEqualTo(new Inserted(Sample.id(3), true, false));
  }

  @Test
  void a_mover_that_comes_late_brings_no_item_back_that_was_done_again() {
    WriteKey first = running(Sample.of(1)).key().next();
    SetAside item = new SetAside("row 4", Payload.of("content"), "why");
    noting(first, List.of(item), List.of());
    noting(first.next(), List.of(), List.of("row 4"));
    Document late =
        new Document(Field.FENCE, first.fence().value()).append(Field.SEQUENCE, first.sequence());

    AsideItems.write(
        database().setAside(),
        AsideItems.of(Sample.id(1).value(), AsideItems.owe(late, List.of(item), List.of())));

    assertThat(stores.queries().setAside(Sample.id(1), 9, 0)).isEmpty();
    noting(first.next().next(), List.of(item), List.of());
    assertThat(stores.queries().setAside(Sample.id(1), 9, 0)).containsExactly(item);
  }

  private void noting(WriteKey key, List<SetAside> items, List<String> redone) {
    Notes notes =
        new Notes(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), items, redone);
    stores.runs().checkpoint(List.of(new Checkpoint(key, Sample.at("row 3"), notes)));
  }

  @Test
  void a_restart_that_was_overtaken_by_a_request_for_its_key_does_not_land() {
    ask(1);
    end(claimOne(), Sample.done());
    VersionedTask seen = standing(Sample.id(1));
    int seals = new Keys().takeBack(Scope.alone(database()), seen).orElseThrow();
    assertThat(ask(2).isNew()).isTrue();

    long sealed =
        database()
            .tasks()
            .countDocuments(
                Filters.and(
                    Filters.eq(Field.ID, seen.spec().id().value()),
                    Filters.gt(Field.SEALS, seals)));

    assertThat(sealed).as("the restart's own condition fails").isOne();
    Steer restart =
        new Steer.Move(seen, Steering.restart(seen.run()).orElseThrow(), Duration.ofDays(1));
    assertThat(stores.steering().steer(List.of(restart))).containsExactly(WriteResult.STALE);
    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  private static Notes noted() {
    return new Notes(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new Message(Message.Level.INFO, "one")),
        List.of());
  }

  @Test
  void notes_of_a_writer_that_died_before_it_moved_them_are_read_and_delivered_once() {
    Claim claim = running(Sample.of(1));
    Document update = new Document("$set", new Document());
    NoteWriter.owe(update, claim.key().next(), noted(), List.of(Sample.of(2).make()), 0);
    database().tasks().updateOne(Filters.eq(Field.ID, Sample.id(1).value()), update);
    assertThat(stores.queries().messages(Sample.id(1))).hasSize(1);
    assertThat(stores.runs().standing(Sample.id(2))).isEmpty();

    assertThat(stores.runs().deliver(9, Duration.ofSeconds(1))).isOne();
    assertThat(stores.runs().deliver(9, Duration.ofSeconds(1))).isZero();

    assertThat(stores.queries().messages(Sample.id(1))).hasSize(1);
    assertThat(stores.runs().standing(Sample.id(2))).isPresent();
  }

  @Test
  void messages_that_a_mover_that_died_moved_in_part_are_all_there_once_they_are_delivered() {
    Claim claim = running(Sample.of(1));
    List<Message> said =
        IntStream.range(0, 1_000)
            .mapToObj(i -> new Message(Message.Level.INFO, "number " + i))
            .toList();
    Notes notes = new Notes(Optional.empty(), Optional.empty(), Optional.empty(), said, List.of());
    Document update = new Document("$set", new Document());
    NoteWriter.owe(update, claim.key().next(), notes, List.of(), 0);
    database().tasks().updateOne(Filters.eq(Field.ID, Sample.id(1).value()), update);
    Document owed = update.get("$push", Document.class).get(Field.OWED, Document.class);
    database()
        .messages()
        .insertMany(
            NoteWriter.messages(Sample.id(1).value(), owed.getList("$each", Document.class).get(0))
                .subList(0, 600));

    assertThat(stores.runs().deliver(9, Duration.ofSeconds(1))).isOne();

    assertThat(stores.queries().messages(Sample.id(1)))
        .extracting(TaskMessage::message)
        .isEqualTo(said);
  }

  @Test
  void what_a_cleaner_that_died_had_begun_to_remove_the_next_one_removes() {
    end(running(Sample.of(1)), Sample.done());
    database()
        .tasks()
        .updateOne(
            Filters.eq(Field.ID, Sample.id(1).value()),
            Updates.combine(Updates.set(Field.TOMBSTONE, true), Updates.set(Field.PURGE, 0L)));

    int cleaned =
        stores
            .steering()
            .clean(new SteerStore.Sweep(Set.of(), Set.of(), Optional.empty(), false, false, 9));

    assertThat(cleaned).isOne();
    assertThat(stores.runs().standing(Sample.id(1))).isEmpty();
  }

  @Test
  void a_bulk_of_which_a_part_lands_answers_each_write_for_itself() {
    insert(Sample.of(1), Sample.of(2));
    List<Claim> claims = claim(2);
    var checkpoint =
        claims.stream().map(c -> new Checkpoint(c.key().next(), Sample.at("3"), noted())).toList();
    stores.runs().checkpoint(checkpoint.subList(0, 1));

    assertThat(stores.runs().checkpoint(checkpoint))
        .extracting(c -> c.landing())
        .containsExactly(WriteResult.APPLIED_BEFORE, WriteResult.APPLIED);
    assertThat(stores.queries().messages(Sample.id(1))).hasSize(1);
    assertThat(stores.queries().messages(Sample.id(2))).hasSize(1);
  }
}
