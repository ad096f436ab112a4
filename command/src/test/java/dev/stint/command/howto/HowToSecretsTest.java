package dev.stint.command.howto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HowToSecretsTest extends HowTo {

  // region secret
  /** Says which account, not how to open it. */
  record Export(String account) {}

  static final TaskType<Export> EXPORT = TaskType.of("ledger.export", Export.class);

  record ExportLedger(UnaryOperator<String> secrets, List<String> calls) implements Action<Export> {

    @Override
    public StepOutcome execute(Export export, ActionContext context) {
      String token = secrets.apply(export.account()); // looked up when it is needed, kept nowhere
      calls.add("GET /ledger with " + token);
      return StepOutcome.done();
    }
  }

  // endregion

  @Test
  void the_token_is_in_no_row_of_the_task() {
    List<String> calls = new ArrayList<>();
    Map<String, String> vault = Map.of("acme", "t0ken");
    Stint stint =
        Stint.on(database)
            .define(TaskDefinition.of(EXPORT, new ExportLedger(vault::get, calls)))
            .build();
    TaskId task = stint.tasks().request(EXPORT.with(new Export("acme"))).id();

    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).containsExactly("GET /ledger with t0ken");
    assertThat(stint.ask().find(task).orElseThrow().toString()).doesNotContain("t0ken");
  }
}
