package dev.stint.application.service;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.UniquePolicy;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Does what requests say about a key whose task is not over; the key itself decides who is first.
 */
public final class UniqueRequests implements RequestTasks {

  private static final int TRIES = 20;

  private final RequestTasks requests;
  private final Function<Request<?>, Optional<TaskRow>> holder;
  private final SteerTasks steer;

  public UniqueRequests(RequestTasks requests, AskTasks ask, SteerTasks steer) {
    this(requests, request -> holder(ask, request), steer);
  }

  /**
   * @param holder the task that a request's key names now
   */
  UniqueRequests(
      RequestTasks requests, Function<Request<?>, Optional<TaskRow>> holder, SteerTasks steer) {
    this.requests = requests;
    this.holder = holder;
    this.steer = steer;
  }

  @Override
  public Requested request(Request<?> request) {
    return requested(request, requests.request(request));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Keys that are taken already are refused before the first is stored; one that is taken
   * meanwhile is refused when the others are stored.
   */
  @Override
  public List<Requested> requestAll(List<Request<?>> all) {
    for (Request<?> request : all) {
      if (request.unique() == UniquePolicy.REJECT) {
        kept(request).filter(id -> !own(request, id)).ifPresent(id -> reject(request, id));
      }
    }
    List<Requested> first = requests.requestAll(all);
    List<Requested> answers = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      answers.add(requested(all.get(i), first.get(i)));
    }
    return answers;
  }

  @Override
  public List<Requested> requestWithin(Object transaction, List<Request<?>> all) {
    for (Request<?> request : all) {
      if (request.unique() == UniquePolicy.REPLACE) {
        throw new RefusedException("a task is not replaced inside the caller's transaction");
      }
    }
    List<Requested> answers = requests.requestWithin(transaction, all);
    for (int i = 0; i < answers.size(); i++) {
      Requested answer = answers.get(i);
      if (all.get(i).unique() == UniquePolicy.REJECT && !mine(all.get(i), answer)) {
        reject(all.get(i), answer.id());
      }
    }
    return answers;
  }

  private Requested requested(Request<?> request, Requested first) {
    if (request.unique() == UniquePolicy.RETURN_EXISTING || mine(request, first)) {
      return first;
    }
    if (request.unique() == UniquePolicy.REJECT) {
      reject(request, first.id());
    }
    return replaced(request, first);
  }

  private Requested replaced(Request<?> request, Requested first) {
    Requested answer = first;
    Optional<TaskId> replaced = Optional.empty();
    for (int i = 0; i < TRIES; i++) {
      if (mine(request, answer)) {
        return answer.replacing(replaced, false);
      }
      SteerTasks.Steered said = steer.cancel(List.of(answer.id())).get(0);
      if (said.result() == SteerResult.SIGNALLED) {
        return answer.replacing(replaced, true);
      }
      if (said.result() == SteerResult.DONE) {
        replaced = Optional.of(answer.id());
      }
      answer = requests.request(request);
    }
    throw new RefusedException("the key '" + key(request) + "' keeps changing hands; try again");
  }

  private static boolean mine(Request<?> request, Requested answer) {
    return answer.isNew() || own(request, answer.id());
  }

  private static boolean own(Request<?> request, TaskId id) {
    return request.id().equals(Optional.of(id));
  }

  private static Optional<TaskRow> holder(AskTasks ask, Request<?> request) {
    return request.key().flatMap(k -> ask.byKey(k.value(), k.scope()));
  }

  private Optional<TaskId> kept(Request<?> request) {
    return request
        .key()
        .flatMap(key -> holder.apply(request).filter(row -> keeps(key, row)))
        .map(TaskScan::id);
  }

  /** Whether the key, by the scope under which it was stored, still stands for this task. */
  static boolean keeps(IdempotencyKey key, TaskRow row) {
    IdempotencyKey stored = row.standing().spec().key().orElse(key);
    return stored.scope() == IdempotencyKey.Scope.ALWAYS
        || !row.standing().run().status().finished();
  }

  private static void reject(Request<?> request, TaskId id) {
    throw new RefusedException(
        "the key '%s' names task %s, which is not over".formatted(key(request), id));
  }

  private static String key(Request<?> request) {
    return request.key().map(IdempotencyKey::name).orElse("");
  }
}
