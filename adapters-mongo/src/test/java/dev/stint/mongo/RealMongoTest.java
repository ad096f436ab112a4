package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.ClientSession;
import com.mongodb.client.model.Filters;
import dev.stint.application.contract.ClaimContract;
import dev.stint.application.contract.Contract;
import dev.stint.application.contract.KillPointContract;
import dev.stint.application.contract.RequestStoreContract;
import dev.stint.application.contract.RunStoreContract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.SteerStoreContract;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WorkerStoreContract;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.Landing;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.StoreException;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every contract on MongoDB itself, and what only it has: transactions and indexes. */
@ExtendWith(RealMongo.class)
class RealMongoTest {

  private static StoreFixture fixture() {
    return new MongoFixture(RealMongo.client());
  }

  @Nested
  class Claims extends ClaimContract {
    @Override
    protected StoreFixture open() {
      return fixture();
    }
  }

  @Nested
  class Runs extends RunStoreContract {
    @Override
    protected StoreFixture open() {
      return fixture();
    }
  }

  @Nested
  class Requests extends RequestStoreContract {
    @Override
    protected StoreFixture open() {
      return fixture();
    }
  }

  @Nested
  class Workers extends WorkerStoreContract {
    @Override
    protected StoreFixture open() {
      return fixture();
    }
  }

  @Nested
  class Steering extends SteerStoreContract {
    @Override
    protected StoreFixture open() {
      return fixture();
    }
  }

  @Nested
  class KillPoints extends KillPointContract {
    @Override
    protected StoreFixture open() {
      return fixture();
    }
  }

  @Nested
  class Steps extends MongoStepsTest {
    @Override
    protected StoreFixture open() {
      return RealMongoTest.fixture();
    }
  }

  @Nested
  class Mutexes extends MongoMutexTest {
    @Override
    MongoFixture open() {
      return new MongoFixture(RealMongo.client());
    }
  }

  @Nested
  class Transactions extends Contract {
    @Override
    protected StoreFixture open() {
      return RealMongoTest.fixture();
    }

    private List<Inserted> ask(ClientSession session, Sample sample) {
      return stores.requests().insertWithin(session, List.of(sample.make()));
    }

    @Test
    void a_request_in_a_session_exists_once_that_commits() {
      try (ClientSession session = RealMongo.client().startSession()) {
        session.startTransaction();
        assertThat(ask(session, Sample.of(1).active("key"))).allMatch(Inserted::isNew);
        assertThat(stores.runs().standing(Sample.id(1))).isEmpty();
        session.commitTransaction();
      }
      assertThat(claimOne().spec().id()).isEqualTo(Sample.id(1));
    }

    @Test
    void a_request_in_a_session_that_aborts_never_was() {
      try (ClientSession session = RealMongo.client().startSession()) {
        session.startTransaction();
        ask(session, Sample.of(1).active("key"));
        session.abortTransaction();
      }
      assertThat(stores.runs().standing(Sample.id(1))).isEmpty();
      insert(Sample.of(2).active("key"));
    }

    @Test
    void a_session_without_a_transaction_is_refused() {
      try (ClientSession session = RealMongo.client().startSession()) {
        assertThatExceptionOfType(StoreException.class)
            .isThrownBy(() -> ask(session, Sample.of(1)))
            .matches(e -> !e.isTransient());
      }
    }

    @Test
    void a_chunk_commits_the_users_writes_with_its_checkpoint_or_not_at_all() {
      Claim claim = running(Sample.of(1));

      assertThat(chunk(claim, 1)).isEqualTo(Landing.APPLIED);
      assertThat(chunk(claim, 3)).isEqualTo(Landing.STALE);

      assertThat(users()).isOne();
      assertThat(stores.chunks().transactionKinds()).containsExactly(ClientSession.class);
    }

    private Landing chunk(Claim claim, int sequence) {
      var key = claim.key();
      var write =
          new dev.stint.application.spi.WriteKey(key.task(), key.worker(), key.fence(), sequence);
      return stores
          .chunks()
          .inChunk(
              open -> {
                Document row = new Document("n", sequence);
                table().insertOne(open.as(ClientSession.class), row);
                return new Checkpoint(write, Sample.at("row " + sequence), Notes.NONE);
              })
          .landing();
    }

    private com.mongodb.client.MongoCollection<Document> table() {
      return ((MongoFixture) fixture).internals().raw().getCollection("users");
    }

    private long users() {
      return table().countDocuments(Filters.exists("n"));
    }
  }

  @Nested
  class Indexes extends Contract {
    @Override
    protected StoreFixture open() {
      return RealMongoTest.fixture();
    }

    @Test
    void a_claim_reads_the_ready_tasks_of_its_line_in_order_and_sorts_nothing() {
      for (int i = 1; i <= 100; i++) {
        insert(Sample.of(i));
      }
      Document plan = Claiming.explain(((MongoFixture) fixture).internals(), Sample.LINE, 5);

      assertThat(plan.toJson()).contains("stint_ready").doesNotContain("\"SORT\"");
      Document stats = plan.get("executionStats", Document.class);
      assertThat(stats.getInteger("totalKeysExamined")).isLessThanOrEqualTo(6);
    }
  }
}
