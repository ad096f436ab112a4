package dev.stint.jdbc;

import dev.stint.application.spi.CallerInserts;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import java.util.List;
import java.util.Optional;

/** See {@link CallerInserts}: tasks of which nothing has to be looked up, in one statement. */
record JdbcCallerInserts(FreshInserts fresh, EndableThreads threads) implements CallerInserts {

  @Override
  public boolean takes(List<NewTask> tasks) {
    return fresh.takes(tasks);
  }

  @Override
  public Optional<List<Inserted>> insert(List<NewTask> tasks) {
    // No lambda here, for each layer around the statement is compiled with all that is beneath it.
    threads.begin();
    try {
      return fresh.insert(tasks) ? Optional.of(FreshInserts.made(tasks)) : Optional.empty();
    } finally {
      threads.over();
    }
  }

  @Override
  public void end(Thread inserting) {
    threads.end(inserting);
  }
}
