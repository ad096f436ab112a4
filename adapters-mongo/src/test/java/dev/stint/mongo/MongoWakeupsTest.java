package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** The stand-in has neither capped collections nor change streams; RealMongoTest has the rest. */
class MongoWakeupsTest {

  @Test
  void a_server_without_capped_collections_has_no_hints_and_works_by_polling() {
    try (MongoFixture fixture = new MongoFixture()) {
      assertThat(fixture.mongo().wakeups()).isEmpty();
    }
  }

  @Test
  void hints_that_cannot_be_sent_or_heard_fail_nobody() throws Exception {
    try (MongoFixture fixture = new MongoFixture();
        MongoWakeups hints = new MongoWakeups(fixture.internals())) {
      Wakeups wakeups = hints;
      try (AutoCloseable listening = wakeups.subscribe(l -> {})) {
        assertThatCode(() -> wakeups.publish(List.of(Sample.LINE))).doesNotThrowAnyException();
        assertThat(listening).isNotNull();
      }
    }
  }

  @Test
  void a_line_comes_out_of_a_hint_as_it_went_in() {
    Set<Line> lines = Set.of(Sample.LINE);

    assertThat(lines).allMatch(l -> Hint.line(Hint.document(l)).equals(java.util.Optional.of(l)));
  }

  @Test
  void what_is_no_hint_is_passed_over() {
    assertThat(Hint.line(new Document("first", true))).isEmpty();
    assertThat(Hint.line(new Document(Field.QUEUE, "").append(Field.TYPE, "type"))).isEmpty();
    assertThat(Hint.line(new Document(Field.QUEUE, 1).append(Field.TYPE, "type"))).isEmpty();
  }
}
