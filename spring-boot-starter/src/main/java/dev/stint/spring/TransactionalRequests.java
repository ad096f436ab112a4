package dev.stint.spring;

import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.spi.Wakeups;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Line;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores tasks inside the Spring transaction that the thread is in, if it is one on Stint's data
 * source: on commit they run, on rollback they never existed; and at once elsewhere. Thread-safe.
 */
final class TransactionalRequests implements RequestTasks {

  private final Supplier<Stint> stint;
  private final Supplier<Optional<DataSource>> source;
  private final Supplier<Wakeups> wakeups;

  TransactionalRequests(
      Supplier<Stint> stint, Supplier<Optional<DataSource>> source, Supplier<Wakeups> wakeups) {
    this.stint = stint;
    this.source = source;
    this.wakeups = wakeups;
  }

  @Override
  public Requested request(Request<?> request) {
    return joined()
        .map(c -> requestWithin(c, List.of(request)).get(0))
        .orElseGet(() -> tasks().request(request));
  }

  @Override
  public List<Requested> requestAll(List<Request<?>> requests) {
    return joined()
        .map(c -> requestWithin(c, requests))
        .orElseGet(() -> tasks().requestAll(requests));
  }

  /** Workers of this process, and of others where the store has hints, look after the commit. */
  @Override
  public List<Requested> requestWithin(Object transaction, List<Request<?>> requests) {
    List<Requested> answers = tasks().requestWithin(transaction, requests);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(new Hint(lines(requests)));
    }
    return answers;
  }

  private RequestTasks tasks() {
    return stint.get().tasks();
  }

  private Optional<Connection> joined() {
    return source.get().flatMap(SpringTransactions::current);
  }

  private Set<Line> lines(Collection<Request<?>> requests) {
    return requests.stream().map(this::line).collect(Collectors.toSet());
  }

  private Line line(Request<?> request) {
    return new Line(
        request.queue().orElseGet(() -> stint.get().types().get(request.type().name()).queue()),
        request.type().name());
  }

  private final class Hint implements TransactionSynchronization {
    private final Set<Line> lines;

    Hint(Set<Line> lines) {
      this.lines = lines;
    }

    @Override
    public void afterCommit() {
      wakeups.get().publish(lines);
    }
  }
}
