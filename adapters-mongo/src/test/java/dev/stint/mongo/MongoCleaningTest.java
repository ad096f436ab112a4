package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.VersionedTask;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A task is restarted after a cleaner found it, and before it was buried. */
class MongoCleaningTest extends Contract {

  private static final TaskId ONE = Sample.id(1);

  private Runnable beforeUpdate = () -> {};

  @Override
  protected StoreFixture open() {
    return MongoFixture.watched(
        new CommandListener() {
          @Override
          public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals("update")) {
              Runnable once = beforeUpdate;
              beforeUpdate = () -> {};
              once.run();
            }
          }
        });
  }

  @Test
  void a_task_that_is_restarted_meanwhile_keeps_its_messages_and_its_key() {
    Claim claim = running(Sample.of(1).active("key"));
    Notes said =
        new Notes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new Message(Message.Level.INFO, "half of it")),
            List.of());
    settle(claim.key().next(), Sample.done(), said, KEEP);
    fixture.advance(KEEP.plusDays(1));
    beforeUpdate = this::restart;

    stores.steering().clean(new Sweep(Set.of(), Set.of(), Optional.empty(), false, false, 10));

    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.PENDING);
    assertThat(stores.queries().messages(ONE)).hasSize(1);
    assertThat(stores.requests().insert(List.of(Sample.of(2).active("key").make())))
        .allMatch(answer -> answer.id().equals(ONE));
  }

  private void restart() {
    VersionedTask seen = standing(ONE);
    Steer restart = new Steer.Move(seen, Steering.restart(seen.run()).orElseThrow(), KEEP);
    assertThat(stores.steering().steer(List.of(restart))).containsExactly(WriteResult.APPLIED);
  }
}
