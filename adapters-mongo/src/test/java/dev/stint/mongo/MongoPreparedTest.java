package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadPreference;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.stint.application.contract.Contract;
import dev.stint.application.contract.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What migrate makes, and how transactions are started. */
class MongoPreparedTest extends Contract {

  private final MongoFixture mongo = new MongoFixture();

  @Override
  protected StoreFixture open() {
    return mongo;
  }

  /** Its database stays: the stand-in cannot drop one that has lost an index. */
  @Override
  public void end() {}

  @Test
  void the_index_of_running_tasks_begins_with_what_all_its_queries_name() {
    Document held =
        indexes().stream()
            .filter(index -> index.getString("name").equals("stint_held"))
            .findFirst()
            .orElseThrow();

    assertThat(held.get("key", Document.class).keySet())
        .startsWith(Field.READY_STATE, Field.WORKER);
  }

  @Test
  void the_index_that_it_replaces_goes() {
    mongo
        .internals()
        .tasks()
        .createIndex(
            Indexes.ascending(Field.WORKER, Field.CLAIM), new IndexOptions().name("stint_running"));

    mongo.mongo().migrate();

    assertThat(indexes()).extracting(i -> i.getString("name")).doesNotContain("stint_running");
  }

  /** A host's client may be set to read from secondaries, which no transaction may. */
  @Test
  void transactions_read_from_the_primary_and_commit_within_bounds() {
    assertThat(Database.TRANSACTION.getReadPreference()).isEqualTo(ReadPreference.primary());
    assertThat(Database.TRANSACTION.getMaxCommitTime(TimeUnit.SECONDS)).isEqualTo(10);
  }

  /** A refusal of the server's that comes with overload, failover or contention is no last word. */
  @Test
  void passing_codes_pass() {
    for (int code :
        Set.of(249, 250, 264, 272, 285, 342, 365, 371, 391, 402, 433, 449, 462, 11601)) {
      assertThat(Failures.of(new com.mongodb.MongoException(code, "told to fail")).isTransient())
          .as("code " + code)
          .isTrue();
    }
  }

  private List<Document> indexes() {
    return mongo.internals().tasks().listIndexes().into(new ArrayList<>());
  }
}
