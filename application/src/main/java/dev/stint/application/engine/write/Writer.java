package dev.stint.application.engine.write;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * Sends a batch until the store answered. Transient errors are tried again until the store is back
 * and denied ones until the right is (the keys make that safe); a permanent one, and one that does
 * not pass, splits the batch until the culprit stands alone. An item alone is given up when it goes
 * on failing while the store takes other writes. Thread-safe.
 */
public final class Writer<T, R> {

  private static final Logger LOG = GuardedLog.of(Writer.class);

  /** A batch that failed as often is split. */
  static final int TOGETHER = 3;

  /** An item alone that failed as often, while the store took another write, is given up. */
  public static final int ALONE = 8;

  private final String verb;
  private final Function<List<T>, List<R>> send;
  private final Function<List<T>, List<List<T>>> cut;
  private final TaskObserver observer;
  private final BooleanSupplier abandoned;
  private final BooleanSupplier reached;

  /** One that gives up nothing that may pass. */
  public Writer(
      String verb,
      Function<List<T>, List<R>> send,
      TaskObserver observer,
      BooleanSupplier abandoned) {
    this(verb, send, items -> WriteBatch.cut(items, item -> 0), observer, abandoned, () -> false);
  }

  /**
   * @param cut what is written at once
   * @param abandoned once true, a write that fails is not tried again
   * @param reached whether the store takes writes, asked after one failed
   */
  Writer(
      String verb,
      Function<List<T>, List<R>> send,
      Function<List<T>, List<List<T>>> cut,
      TaskObserver observer,
      BooleanSupplier abandoned,
      BooleanSupplier reached) {
    this.verb = verb;
    this.send = send;
    this.cut = cut;
    this.observer = observer;
    this.abandoned = abandoned;
    this.reached = reached;
  }

  /** What became of one item: an answer, or the error that it alone causes. */
  public record Answer<R>(java.util.Optional<R> landing, java.util.Optional<StoreException> error) {
    static <R> Answer<R> of(R landing) {
      return new Answer<>(java.util.Optional.of(landing), java.util.Optional.empty());
    }

    public static <R> Answer<R> failed(StoreException error) {
      return new Answer<>(java.util.Optional.empty(), java.util.Optional.of(error));
    }

    R orThrow() {
      error.ifPresent(
          e -> {
            throw e;
          });
      return landing.orElseThrow();
    }
  }

  /**
   * Writes the items in their order, in as many writes as their bytes ask for. Whatever is thrown
   * that is no {@link StoreException} counts as one that may pass.
   */
  public List<Answer<R>> write(List<T> items) {
    try (Interrupts held = Interrupts.hold()) {
      List<Answer<R>> answers = new ArrayList<>(items.size());
      cut.apply(items).forEach(some -> answers.addAll(untilAnswered(some)));
      return answers;
    }
  }

  private static <R> List<Answer<R>> answers(List<R> landings) {
    List<Answer<R>> answers = new ArrayList<>(landings.size());
    for (R landing : landings) {
      answers.add(Answer.of(landing));
    }
    return answers;
  }

  private List<R> sent(List<T> items) {
    try {
      List<R> answers = send.apply(items);
      if (answers.size() == items.size()) {
        return answers;
      }
      throw new StoreException(
          StoreException.Kind.TRANSIENT,
          "%s of %d items was answered with %d".formatted(verb, items.size(), answers.size()));
    } catch (StoreException e) {
      throw e;
    } catch (Throwable e) {
      Guard.log(verb, e);
      throw new StoreException(StoreException.Kind.TRANSIENT, Guard.words(e), e);
    }
  }

  private List<Answer<R>> untilAnswered(List<T> items) {
    Backoff backoff = new Backoff();
    int together = 0;
    int alone = 0;
    int tries = 0;
    while (true) {
      try {
        return answers(sent(items));
      } catch (StoreException e) {
        observer.storeFailed(verb, e.isTransient());
        if (!e.isTransient() && !e.isDenied() && !interrupted(e)) {
          return isolate(items, e);
        }
        tell(e, tries++);
        if (abandoned.getAsBoolean()) {
          return items.stream().map(i -> Answer.<R>failed(e)).toList();
        }
        if (items.size() > 1 && ++together == TOGETHER) {
          return isolate(items, e);
        }
        if (items.size() == 1 && reached.getAsBoolean() && ++alone == ALONE) {
          if (!e.isDenied()) {
            LOG.error("{} fails again and again while other writes do not", verb, e);
          }
          return List.of(Answer.failed(e));
        }
        backoff.pause();
      }
    }
  }

  /** What a person has to mend is said once in a while. */
  private void tell(StoreException error, int tries) {
    if (error.isDenied() && tries == 0) {
      LOG.warn("{} is denied by the store, and tried again: {}", verb, error.getMessage());
    } else {
      LOG.debug("{} will be tried again", verb, error);
    }
  }

  /** An interrupt passes, whatever a driver makes of it. */
  private static boolean interrupted(StoreException error) {
    return Thread.currentThread().isInterrupted()
        || Causes.first(error, InterruptedException.class).isPresent();
  }

  private List<Answer<R>> isolate(List<T> items, StoreException error) {
    if (items.size() == 1) {
      LOG.error("{} was refused by the store: {}", verb, error.getMessage(), error);
      return List.of(Answer.failed(error));
    }
    int half = items.size() / 2;
    List<Answer<R>> all = new ArrayList<>(write(items.subList(0, half)));
    all.addAll(write(items.subList(half, items.size())));
    return all;
  }
}
