package dev.stint.application.api.extend;

import dev.stint.domain.Owner;
import java.util.Optional;

/** Tells who asks right now, on the calling thread, as the host knows it. Thread-safe. */
@FunctionalInterface
public interface Requester {

  /** Knows nobody: requests that name no owner have none. */
  Requester NOBODY = Optional::empty;

  Optional<Owner> current();
}
