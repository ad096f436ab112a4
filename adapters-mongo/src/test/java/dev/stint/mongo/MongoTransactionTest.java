package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.ClientSession;
import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server without transactions says so; RealMongoTest has those with them. */
class MongoTransactionTest extends Contract {

  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }

  @Test
  void no_kind_of_transaction_is_named() {
    assertThat(stores.chunks().transactionKinds()).isEmpty();
  }

  @Test
  void a_request_in_a_session_is_refused_with_the_reason_and_a_remedy() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> stores.requests().insertWithin("a session", List.of(Sample.of(1).make())))
        .withMessage(
            "this MongoDB has no transactions: a request can join one on a replica set or a sharded"
                + " cluster only")
        .matches(e -> !e.isTransient());
    assertThat(stores.runs().standing(Sample.id(1))).isEmpty();
  }

  @Test
  void a_chunk_that_asks_for_its_transaction_is_refused_with_the_reason() {
    running(Sample.of(1));

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(
            () ->
                stores
                    .chunks()
                    .inChunk(
                        session -> {
                          session.as(ClientSession.class);
                          throw new AssertionError("it has no transaction");
                        }))
        .withMessageStartingWith("this MongoDB has no transactions");
  }
}
