package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Fence;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** The format of what is stored is written down, and another one is told at the start. */
class MongoFormatTest extends Contract {

  private static final Document ONLY = new Document("_id", "tasks");

  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }

  private MongoFixture mongo() {
    return (MongoFixture) fixture;
  }

  private void format(int version) {
    mongo()
        .internals()
        .formats()
        .updateOne(ONLY, new Document("$set", new Document("version", version)));
  }

  @Test
  void it_is_written_down_once_and_shown_by_health() {
    new Format(mongo().internals()).write();

    assertThat(mongo().internals().formats().find())
        .containsExactly(new Document("_id", "tasks").append("version", 100));
    assertThat(stores.queries().health().schema()).isEqualTo(100);
  }

  @Test
  void a_later_format_is_refused_at_the_start() {
    format(200);

    String newer =
        "this MongoDB keeps Stint's data in format 200, and this build knows formats up to 199;"
            + " use a newer release of Stint";
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> mongo().mongo().migrate())
        .withMessage(newer)
        .matches(e -> !e.isTransient());
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> register(Sample.worker(7)))
        .withMessage(newer);
  }

  @Test
  void an_earlier_format_is_refused_at_the_start() {
    format(1);

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> register(Sample.worker(7)))
        .withMessageContaining(
            "format 1 and this build needs format 100; call MongoStores.migrate()");
  }

  @Test
  void a_later_format_of_the_same_hundred_and_data_without_a_number_are_worked_with() {
    format(199);
    assertThatCode(() -> new Format(mongo().internals()).check()).doesNotThrowAnyException();
    mongo().internals().formats().deleteMany(new Document());
    assertThatCode(() -> register(Sample.worker(7))).doesNotThrowAnyException();
  }

  /** What the first format held instead, by what a task is stored as now. */
  private void asInTheFirstFormat() {
    var tasks = mongo().internals().tasks();
    var before = Map.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 0, 5, 4);
    before.forEach(
        (now, then) ->
            tasks.updateMany(
                new Document("readyState", now),
                new Document("$set", new Document("stand", then))
                    .append("$unset", new Document("readyState", ""))));
    mongo().internals().formats().deleteMany(new Document());
  }

  @Test
  void tasks_of_the_first_format_are_brought_up_and_go_on() {
    Claim claimed = running(Sample.of(1));
    insert(Sample.of(2), Sample.of(3).serial("key"), Sample.of(4).serial("key"));
    var before = mongo().internals().tasks().find().into(new ArrayList<>());
    asInTheFirstFormat();
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> register(Sample.worker(8)));

    mongo().mongo().migrate();

    assertThat(mongo().internals().tasks().find().into(new ArrayList<>()))
        .containsExactlyInAnyOrderElementsOf(before);
    assertThat(release(claimed.key().next())).isEqualTo(WriteResult.APPLIED);
    assertThat(ids(claim(9))).containsExactly(Sample.id(1), Sample.id(2), Sample.id(3));
  }

  @Test
  void a_wait_that_a_build_without_numbers_stored_is_owed_and_cleared() {
    awaited(stores);
    mongo()
        .internals()
        .waits()
        .updateMany(new Document(), new Document("$unset", new Document("fence", "")));

    isClearedWithoutANumber(stores);
  }

  private static void awaited(Stores stores) {
    stores.requests().insert(List.of(Sample.of(1).make()));
    stores.waits().register(List.of(new Wait(Sample.id(1), Sample.id(9), new Fence(7))));
    Steer cancel =
        new Steer.Move(
            stores.runs().standing(Sample.id(1)).orElseThrow(),
            Steering.cancel(Run.NEW).orElseThrow(),
            Duration.ofDays(1));
    stores.steering().steer(List.of(cancel));
  }

  private static void isClearedWithoutANumber(Stores stores) {
    Wait stored = new Wait(Sample.id(1), Sample.id(9), new Fence(0));
    assertThat(stores.waits().owed(9, Duration.ZERO)).containsExactly(stored);
    stores.waits().clear(List.of(stored));
    assertThat(stores.waits().owed(9, Duration.ZERO)).isEmpty();
  }
}
