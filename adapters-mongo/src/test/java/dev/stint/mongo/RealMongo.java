package dev.stint.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * A MongoDB that is one: the server that {@code -Dstint.mongo.url} names, or a replica set of one
 * in Docker. Where there is neither, whole classes are left out, and say so.
 */
final class RealMongo implements ExecutionCondition {

  private static final String IMAGE = "mongo:8.0";

  /** Started when first used, one for this JVM. */
  private static final class Server {
    static final MongoClient CLIENT = MongoClients.create(url());

    private static String url() {
      return given().isEmpty() ? container().getReplicaSetUrl() : given();
    }

    private static MongoDBContainer container() {
      MongoDBContainer container = new MongoDBContainer(IMAGE).withReplicaSet();
      container.start();
      return container;
    }
  }

  private static String given() {
    return System.getProperty("stint.mongo.url", "");
  }

  static MongoClient client() {
    return Server.CLIENT;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!given().isEmpty() || DockerClientFactory.instance().isDockerAvailable()) {
      return ConditionEvaluationResult.enabled("there is a MongoDB");
    }
    String what = context.getRequiredTestClass().getSimpleName();
    System.out.println(
        what + " was not run: no Docker here, and -Dstint.mongo.url names no server");
    return ConditionEvaluationResult.disabled("no MongoDB");
  }
}
