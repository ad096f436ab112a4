package dev.stint.command.howto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.SecretKeys;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.jdbc.JdbcStores;
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

  record Payment(String card) {}

  static final TaskType<Payment> PAY = TaskType.of("orders.pay", Payment.class);

  // region sealed
  static Stint host(JdbcStores stores, Action<Payment> pay, String keys) {
    return Stint.on(stores)
        .define(TaskDefinition.of(PAY).then(ActionDefinition.of("pay", pay)).secret())
        .secretKeys(SecretKeys.parse(keys)) // 2026-12:BASE64,2026-06:BASE64: the newest first
        .build();
  }

  // endregion

  @Test
  void the_card_is_in_no_row_of_the_task() {
    List<String> cards = new ArrayList<>();
    Action<Payment> pay =
        (payment, context) -> {
          cards.add(payment.card());
          return StepOutcome.done("paid by " + payment.card());
        };
    Stint stint =
        host(database, pay, "2026-12:AQIDBAUGBwgJCgsMDQ4PEA==,2026-06:AAAAAAAAAAAAAAAAAAAAAA==");
    TaskId task = stint.tasks().request(PAY.with(new Payment("4711"))).id();

    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(cards).containsExactly("4711");
    TaskRow row = stint.ask().find(task).orElseThrow();
    assertThat(stint.result(row, String.class)).contains("paid by 4711");
    assertThat(row.result().text() + row.standing().spec().arguments().text())
        .doesNotContain("4711");
  }

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
