package example;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.stint.application.api.Config;
import dev.stint.application.api.FailureClassifier;
import dev.stint.bootstrap.wiring.JdbcMutexModule;
import dev.stint.bootstrap.wiring.JdbcStoreModule;
import dev.stint.bootstrap.wiring.StintModule;
import dev.stint.bootstrap.wiring.TaskBinder;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.jdbc.JdbcStores;
import java.net.http.HttpClient;
import java.time.Duration;

/** The application: Stint on a database, and the tasks. */
final class ShopModule extends AbstractModule {

  private static final RetryPolicy PATIENT =
      RetryPolicy.exponential(10, Duration.ofSeconds(1), Duration.ofMinutes(10));

  private final JdbcStores database;

  ShopModule(JdbcStores database) {
    this.database = database;
  }

  @Override
  protected void configure() {
    install(new StintModule(Config.DEFAULT));
    install(new JdbcStoreModule(database));
    install(new JdbcMutexModule(database));
    TaskBinder tasks = TaskBinder.of(binder());
    tasks
        .bind(SendWebhook.TYPE)
        .with(
            // 408, 429 and 5xx may pass; after another 4xx no call will help
            type -> type.classifier(FailureClassifier.byHttpStatus(FailureClassifier.DEFAULT)))
        .action("send", SendWebhook.class, action -> action.retry(PATIENT));
    tasks.bind(MakeReport.TYPE).action("make", MakeReport.class);
  }

  @Provides
  @Singleton
  HttpClient client() {
    return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  }
}
