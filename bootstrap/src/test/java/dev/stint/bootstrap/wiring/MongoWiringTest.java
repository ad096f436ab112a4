package dev.stint.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import dev.stint.mongo.MongoStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with tasks or mutexes on the stand-in, which is not MongoDB. */
class MongoWiringTest {

  private static final TaskType<String> TYPE = TaskType.of("noted", String.class);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final MongoServer standIn = new MongoServer(new MemoryBackend());
  private final MongoClient client = MongoClients.create(standIn.bindAndGetConnectionString());
  private final MongoStores mongo = MongoStores.of(client, "host");

  @TempDir Path dir;

  @BeforeEach
  void migrate() {
    mongo.migrate();
  }

  @AfterEach
  void close() {
    mongo.close();
    client.close();
    standIn.shutdownNow();
  }

  private TaskDefinition<String> definition() {
    return TaskDefinition.of(
        TYPE,
        (arguments, context) -> {
          log.add(arguments);
          return StepOutcome.done();
        });
  }

  private void requestAndRun(Module store, Module mutexes) {
    Injector injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            new StrictModule(),
            new StintModule(Config.DEFAULT),
            store,
            mutexes,
            binder -> TaskBinder.of(binder).bind(definition()));
    injector.getInstance(RequestTasks.class).request(TYPE.with("once"));
    injector
        .getInstance(RunBatch.class)
        .runBatch(RunBatch.Limits.NONE.exclusive("nightly").within(Duration.ofSeconds(120)));

    assertThat(log).containsExactly("once");
  }

  @Test
  void tasks_and_mutexes_in_mongodb() {
    requestAndRun(new MongoStoreModule(mongo), new MongoMutexModule(mongo));
  }

  @Test
  void tasks_in_mongodb_and_mutexes_elsewhere() throws Exception {
    try (JdbcStores sqlite = JdbcStores.sqlite("jdbc:sqlite:" + dir.resolve("m.db")).migrate()) {
      requestAndRun(new MongoStoreModule(mongo), new JdbcMutexModule(sqlite));
    }
  }

  @Test
  void tasks_elsewhere_and_mutexes_in_mongodb() throws Exception {
    try (JdbcStores sqlite = JdbcStores.sqlite("jdbc:sqlite:" + dir.resolve("t.db")).migrate()) {
      requestAndRun(new JdbcStoreModule(sqlite), new MongoMutexModule(mongo));
    }
  }

  @Test
  void the_plain_builder_works_on_mongodb() {
    Stint stint = Stint.on(mongo.stores(), mongo.mutexes()).define(definition()).build();

    stint.tasks().request(TYPE.with("plain"));
    stint.batches().runBatch(Duration.ofSeconds(60));

    assertThat(log).containsExactly("plain");
  }

  /** Wants what a server without transactions cannot give. */
  private record Atomic() implements ChunkedAction<String, String, String> {
    @Override
    public Class<String> cursorType() {
      return String.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<String, String> next(String arguments, Optional<String> after, int size) {
      return new Chunk<>(List.of(), "end", true);
    }

    @Override
    public void process(String arguments, List<String> items, ChunkContext context) {}
  }

  @Test
  void an_atomic_chunk_is_refused_at_the_start_where_there_are_no_transactions() {
    Stint.Builder builder =
        Stint.on(mongo.stores(), mongo.mutexes())
            .define(
                TaskDefinition.of(TYPE).then(ActionDefinition.<String>of("load", new Atomic())));

    assertThatThrownBy(builder::build).isInstanceOf(RefusedException.class);
  }
}
