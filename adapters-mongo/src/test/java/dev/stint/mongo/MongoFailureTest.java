package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

  @Test
  void wrong_commands_rights_and_programs_do_not() {
    ServerAddress server = new ServerAddress();

    assertThat(Failures.of(new MongoCommandException(code(13), server)).isTransient()).isFalse();
    assertThat(Failures.of(new MongoCommandException(code(59), server)).isTransient()).isFalse();
    assertThat(Failures.of(new IllegalStateException("closed")).isTransient()).isFalse();
  }

  private static BsonDocument code(int code) {
    return BsonDocument.parse("{ok: 0, code: " + code + ", errmsg: 'told to fail'}");
  }
}
