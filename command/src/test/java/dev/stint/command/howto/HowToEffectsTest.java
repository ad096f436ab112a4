package dev.stint.command.howto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class HowToEffectsTest extends HowTo {

  /** A bank that knows idempotency keys: it answers a key that it knows with the first answer. */
  private static final class Bank {
    private final Map<String, String> payments = new LinkedHashMap<>();
    private boolean answerLost;

    String pay(String idempotencyKey, long cents) {
      String receipt =
          payments.computeIfAbsent(idempotencyKey, key -> "receipt " + (payments.size() + 1));
      if (answerLost) {
        answerLost = false;
        throw new IllegalStateException("connection reset");
      }
      return receipt;
    }
  }

  // region pay
  record Pay(String order, long cents) {}

  static final TaskType<Pay> PAY = TaskType.of("orders.pay", Pay.class);

  record PayOrder(Bank bank) implements Action<Pay> {

    @Override
    public StepOutcome execute(Pay pay, ActionContext context) {
      String receipt = bank.pay("pay-" + context.task(), pay.cents());
      return StepOutcome.done(receipt);
    }
  }

  // endregion

  @Test
  void a_payment_whose_answer_was_lost_is_made_once() {
    Bank bank = new Bank();
    bank.answerLost = true;
    Stint stint =
        Stint.on(database)
            .define(
                TaskDefinition.of(PAY, new PayOrder(bank))
                    .each(action -> action.retry(RetryPolicy.fixed(1, Duration.ZERO))))
            .build();
    TaskId task = stint.tasks().request(PAY.with(new Pay("A-1", 500))).id();

    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(bank.payments).hasSize(1);
  }

  // region fence
  /** A stock that another system keeps; it takes no write of a fence older than its last one. */
  record Stock(DataSource warehouse) {

    void set(String article, int pieces, Fence fence) throws SQLException {
      try (Connection connection = warehouse.getConnection();
          PreparedStatement update =
              connection.prepareStatement(
                  "update stock set pieces = ?, fence = ? where article = ? and fence <= ?")) {
        update.setInt(1, pieces);
        update.setLong(2, fence.value());
        update.setString(3, article);
        update.setLong(4, fence.value());
        if (update.executeUpdate() == 0) {
          throw new IllegalStateException("a newer run has written the stock of " + article);
        }
      }
    }
  }

  // endregion

  record Count(String article, int pieces) {}

  @Test
  void a_write_of_an_older_fence_is_refused_outside() throws Exception {
    sql("create table stock (article varchar(20), pieces int, fence bigint)");
    sql("insert into stock values ('nut', 0, 0)");
    Stock stock = new Stock(dataSource);
    TaskType<Count> type = TaskType.of("stock.set", Count.class);
    Fence[] seen = new Fence[1];
    Stint stint =
        Stint.on(database)
            .define(
                TaskDefinition.of(
                    type,
                    (count, context) -> {
                      // region use
                      stock.set(count.article(), count.pieces(), context.fence());
                      // endregion
                      seen[0] = context.fence();
                      return StepOutcome.done();
                    }))
            .build();
    TaskId task = stint.tasks().request(type.with(new Count("nut", 7))).id();

    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    stock.set("nut", 7, seen[0]);
    assertThatThrownBy(() -> stock.set("nut", 3, new Fence(seen[0].value() - 1)))
        .hasMessage("a newer run has written the stock of nut");
    assertThat(count("stock where pieces = 7")).isEqualTo(1);
  }

  @Test
  void an_action_goes_on_behind_its_last_checkpoint() {
    TaskType<String> type = TaskType.of("two.calls", String.class);
    Map<String, Integer> calls = new LinkedHashMap<>();
    Stint stint =
        Stint.on(database)
            .define(
                TaskDefinition.of(
                        type,
                        (text, context) -> {
                          // region checkpoint
                          if (context.cursor().isNone()) {
                            calls.merge("charge", 1, Integer::sum);
                            context.checkpoint(Payload.of("charged"));
                          }
                          calls.merge("mail", 1, Integer::sum);
                          // endregion
                          return context.attempt() == 0
                              ? StepOutcome.fail("no mail server")
                              : StepOutcome.done();
                        })
                    .each(action -> action.retry(RetryPolicy.fixed(1, Duration.ZERO))))
            .build();
    TaskId task = stint.tasks().request(type.with("x")).id();

    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).containsEntry("charge", 1).containsEntry("mail", 2);
  }
}
