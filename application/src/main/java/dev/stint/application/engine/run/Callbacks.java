package dev.stint.application.engine.run;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Callback;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.TaskEnd;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.task.VersionedTask;
import java.util.List;
import java.util.Optional;

/**
 * Tells callbacks how the task ended that they were requested for: once it is over, its end is
 * written into the callback's own record, before the callback's first action begins, so that a
 * later attempt is told the same whatever became of that task. Thread-safe.
 */
public final class Callbacks {

  /** A larger result is not written down again: each attempt reads it where it is. */
  private static final int MOST_COPIED = 256 << 10;

  private final Stores stores;
  private final ArgumentCodec codec;
  private final VisibleReferences sight;

  public Callbacks(Stores stores, ArgumentCodec codec, VisibleReferences sight) {
    this.stores = stores;
    this.codec = codec;
    this.sight = sight;
  }

  /** Whether the task is the callback of one that is gone: it runs all the same. */
  static boolean isCallbackOf(RequestOptions options, TaskId target) {
    return options.callback().filter(c -> c.of().equals(target)).isPresent();
  }

  /** How the task ended that this one is the callback of; empty if it is none, or that is gone. */
  Optional<TaskEnd> end(Claim claim, RequestOptions options) {
    Optional<Callback> callback = options.callback();
    if (callback.isEmpty()) {
      return Optional.empty();
    }
    Optional<TaskEnd> known = callback.flatMap(Callback::end);
    if (known.isPresent() || !sight.reaches(options, callback.get().of())) {
      return known;
    }
    Optional<TaskEnd> end =
        stores
            .queries()
            .find(callback.get().of())
            .filter(row -> row.finished().isPresent())
            .map(TaskEnd::of);
    end.filter(e -> e.result().map(String::length).orElse(0) <= MOST_COPIED)
        .ifPresent(e -> keep(claim, options.callbackOf(new Callback(e.id(), end))));
    return end;
  }

  private void keep(Claim claim, RequestOptions told) {
    Payload options = codec.encode(told);
    VersionedTask seen =
        new VersionedTask(
            claim.spec(),
            StepPolicy.claimed(claim.run()),
            claim.key().fence(),
            claim.key().sequence(),
            Optional.of(claim.key().worker()),
            claim.signal());
    try {
      stores
          .steering()
          .steer(List.of(new Steer.Adjust(seen, Optional.empty(), Optional.of(options))));
    } catch (StoreException e) {
      if (e.isTransient() || e.isDenied()) {
        throw e;
      }
      // Not kept, as where the answer says that a signal came first: this attempt is told all the
      // same, and so is every later one while that task is kept.
    }
  }
}
