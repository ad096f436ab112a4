package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.stint.application.spi.StoreException;
import java.time.Duration;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoFailureTest {

  private static final String NOBODY =
      "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50&connectTimeoutMS=50";

  @Test
  void a_server_that_is_away_may_come_back() {
    try (MongoClient client = MongoClients.create(NOBODY)) {
      MongoStores stores = MongoStores.of(client, "stint");

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> stores.stores().runs().promote(1))
          .matches(StoreException::isTransient);
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> stores.mutexes().tryAcquire("name", Duration.ofSeconds(1)))
          .matches(StoreException::isTransient);
    }
  }

  @Test
  void elections_and_conflicts_pass() {
    ServerAddress server = new ServerAddress();

    assertThat(Failures.of(new MongoNotPrimaryException(code(10_107), server)).isTransient())
        .isTrue();
    assertThat(Failures.of(new MongoCommandException(code(112), server)).isTransient()).isTrue();
    MongoException labelled = new MongoException(1, "commit");
    labelled.addLabel("UnknownTransactionCommitResult");
    assertThat(Failures.of(labelled).isTransient()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RetryableError", "SystemOverloadedError", "TransientTransactionError"})
  void a_label_of_the_server_passes_whatever_the_code(String label) {
    MongoException labelled = new MongoException(59, "told to fail");
    labelled.addLabel(label);

    assertThat(Failures.of(labelled).isTransient()).isTrue();
  }

  @Test
  void a_code_that_nobody_knows_passes_and_a_right_that_was_revoked_can_be_given_back() {
    ServerAddress server = new ServerAddress();

    assertThat(Failures.of(new MongoCommandException(code(999_999), server)).isTransient())
        .isTrue();
    assertThat(Failures.of(new MongoCommandException(code(13), server)).isDenied()).isTrue();
  }

  @Test
  void wrong_commands_and_programs_do_not() {
    ServerAddress server = new ServerAddress();

    assertThat(Failures.of(new MongoCommandException(code(2), server)).isTransient()).isFalse();
    assertThat(Failures.of(new MongoCommandException(code(59), server)).isTransient()).isFalse();
    assertThat(Failures.of(new MongoClientException("no sessions")).isTransient()).isFalse();
    assertThat(Failures.of(new IllegalStateException("closed")).isTransient()).isFalse();
  }

  @Test
  void an_error_of_the_machine_passes_whatever_wraps_it() {
    Error machine = new OutOfMemoryError("no memory");

    assertThat(Failures.of(new IllegalStateException("closing", machine)).isTransient()).isTrue();
  }

  @Test
  void causes_that_go_round_are_walked_once() {
    MongoException refused = new MongoException(59, "told to fail");
    IllegalStateException round = new IllegalStateException("round", refused);
    IllegalStateException alone = new IllegalStateException("alone");
    refused.initCause(round);
    alone.initCause(new IllegalArgumentException("and back", alone));

    assertThat(Failures.of(round).isTransient()).isFalse();
    assertThat(Failures.of(alone)).hasMessage("MongoDB failed: alone");
  }

  private static BsonDocument code(int code) {
    return BsonDocument.parse("{ok: 0, code: " + code + ", errmsg: 'told to fail'}");
  }
}
