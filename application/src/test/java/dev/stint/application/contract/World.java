package dev.stint.application.contract;

import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that can be asked of the two tasks of a scene, and of all else. */
record World(
    List<Seen> tasks,
    List<ReadyDepth> depths,
    List<String> workers,
    List<WaitStore.Wait> owed,
    List<RegisterStore.Register> limits) {

  record Seen(
      TaskId id,
      Optional<TaskRow> row,
      List<HistoryRow> history,
      List<TaskMessage> messages,
      List<SetAside> setAside) {}

  static World of(Stores stores) {
    QueryStore ask = stores.queries();
    return new World(
        Stream.of(Sample.id(1), Sample.id(2))
            .map(
                id ->
                    new Seen(
                        id,
                        ask.find(id),
                        ask.history(id, 10, 0),
                        ask.messages(id),
                        ask.setAside(id, 10, 0)))
            .toList(),
        ask.depths(),
        ask.workers().stream().map(Object::toString).sorted().toList(),
        stores.waits().owed(10, Duration.ZERO),
        stores.registers().all("limit"));
  }
}
