package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreContracts;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.TransactionContract;
import dev.stint.application.contract.WakeupsContract;
import dev.stint.application.spi.ChunkStore.Session;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Wakeups;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every contract on MongoDB itself, and what only it has: transactions and indexes. */
@ExtendWith(RealMongo.class)
class RealMongoTest extends StoreContracts {

  @Override
  protected StoreFixture store() {
    return fixture();
  }

  private static StoreFixture fixture() {
    return new MongoFixture(RealMongo.client());
  }

  @Nested
  class Steps extends MongoStepsTest {
    @Override
    protected StoreFixture open() {
      return RealMongoTest.fixture();
    }
  }

  @Nested
  class Hints extends WakeupsContract {
    @Override
    protected Wakeups open() {
      return new MongoFixture(RealMongo.client()).mongo().wakeups().orElseThrow();
    }
  }

  @Nested
  class MutexFuzz extends MongoMutexFuzzTest {
    @Override
    MongoFixture open() {
      return new MongoFixture(RealMongo.client());
    }
  }

  @Nested
  class Transactions extends TransactionContract {
    @Override
    protected StoreFixture open() {
      return RealMongoTest.fixture();
    }

    private MongoCollection<Document> words() {
      return ((MongoFixture) fixture).internals().raw().getCollection("words");
    }

    @Override
    protected void write(Session session, String word) {
      words().insertOne(session.as(ClientSession.class), new Document("word", word));
    }

    @Override
    protected List<String> written() {
      return words().find().map(d -> d.getString("word")).into(new ArrayList<>());
    }

    @Override
    protected void inTransaction(Consumer<Object> work, boolean commit) {
      try (ClientSession session = RealMongo.client().startSession()) {
        session.startTransaction();
        work.accept(session);
        if (commit) {
          session.commitTransaction();
        } else {
          session.abortTransaction();
        }
      }
    }

    @Test
    void a_session_without_a_transaction_is_refused() {
      try (ClientSession session = RealMongo.client().startSession()) {
        assertThatExceptionOfType(StoreException.class)
            .isThrownBy(() -> stores.requests().insertWithin(session, List.of(Sample.of(1).make())))
            .matches(e -> !e.isTransient());
      }
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
