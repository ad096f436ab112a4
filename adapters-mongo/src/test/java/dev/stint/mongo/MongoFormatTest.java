package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.StoreException;
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
        .containsExactly(new Document("_id", "tasks").append("version", 1));
    assertThat(stores.queries().health().schema()).isEqualTo(1);
  }

  @Test
  void a_later_format_is_refused_at_the_start() {
    format(100);

    String newer =
        "this MongoDB keeps Stint's data in format 100, and this build knows formats up to 99;"
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
    format(0);

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> register(Sample.worker(7)))
        .withMessageContaining(
            "format 0 and this build needs format 1; call MongoStores.migrate()");
  }

  @Test
  void a_later_format_of_the_same_hundred_and_data_without_a_number_are_worked_with() {
    format(99);
    assertThatCode(() -> new Format(mongo().internals()).check()).doesNotThrowAnyException();
    mongo().internals().formats().deleteMany(new Document());
    assertThatCode(() -> register(Sample.worker(7))).doesNotThrowAnyException();
  }
}
