package dev.stint.command.process;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.CountingWalk;
import dev.stint.domain.policy.RetryPolicy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** A task that ends its whole process each time it runs, and the tasks beside it. */
final class Poison {

  static final TaskType<String> TYPE = TaskType.of("poison", String.class);
  static final TaskType<String> INNOCENT = TaskType.of("innocent", String.class);
  static final int RETRIES = 2;

  private Poison() {}

  /** Walks five items, of which the third ends the process. */
  static final TaskType<Integer> CHUNKS = TaskType.of("poison.chunks", Integer.class);

  static final int DEADLY = 3;

  static TaskDefinition<Integer> chunks() {
    return TaskDefinition.of(CHUNKS).then(ActionDefinition.of("walk", new Chunks()));
  }

  /** Without hooks: nothing is written before its first chunk. */
  private static final class Chunks extends CountingWalk {
    @Override
    public void process(Integer last, List<Integer> items, ChunkContext context) {
      System.out.println("CHUNK " + items);
      if (items.contains(DEADLY)) {
        System.out.println("HALT");
        Runtime.getRuntime().halt(137);
      }
    }
  }

  static TaskDefinition<String> definition() {
    return TaskDefinition.of(TYPE)
        .then(
            ActionDefinition.of(
                    "halt",
                    (Action<String>)
                        (arguments, context) -> {
                          System.out.println("HALT");
                          Runtime.getRuntime().halt(137);
                          return StepOutcome.done();
                        })
                .retry(RetryPolicy.fixed(RETRIES, Duration.ZERO)));
  }

  /** Notes that it ran, by which fence, before it is settled. */
  record Innocent(DataSource effects) implements Action<String> {
    @Override
    public StepOutcome execute(String name, ActionContext context) throws Exception {
      try (Connection connection = effects.getConnection();
          PreparedStatement insert =
              connection.prepareStatement("insert into effect (task, item) values (?, ?)")) {
        insert.setString(1, name);
        insert.setLong(2, context.fence().value());
        insert.executeUpdate();
      }
      return StepOutcome.done();
    }
  }
}
