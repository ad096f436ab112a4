package dev.stint.application.api.extend;

import dev.stint.application.api.Principal;
import dev.stint.domain.Owner;
import dev.stint.domain.task.TaskRow;
import java.util.Optional;

/**
 * Says who may do what; bound by the host. Thread-safe and quick: asked for every row.
 *
 * <p>It rules what goes through the ports that {@code Stint.as} gives, and what tasks requested
 * there do: keys, serial keys and coalescing are per owner, and a reference to a task that one may
 * not see is answered as one to a task that is not there. The host's own ports are not under it.
 */
public interface AccessPolicy {

  /** What somebody would like to do. */
  enum Verb {
    VIEW,
    STEER
  }

  boolean allows(Principal who, Verb verb, TaskRow task);

  /**
   * Whether they may request a task of this type.
   *
   * @param owner for whom; empty means for nobody in particular
   */
  boolean allowsRequest(Principal who, String type, Optional<Owner> owner);

  /** Whether they may see figures that count every task: counts, lines, workers, the monitor. */
  boolean allowsFigures(Principal who);

  /**
   * The one owner whose tasks are all that they may see, if that can be said, so that lists are
   * filtered by the store; empty means that every row is asked about.
   */
  default Optional<Owner> seesOnly(Principal who) {
    return Optional.empty();
  }

  /**
   * Whether they may see and steer every task, if that can be said, so that what they clean is
   * decided by the store; false means that every row is asked about.
   */
  default boolean steersAll(Principal who) {
    return false;
  }

  /**
   * The seeds' rule: owners see, steer and request their own; administrators everything; developers
   * see everything and steer and request their own.
   */
  AccessPolicy BY_ROLE =
      new AccessPolicy() {
        @Override
        public boolean allows(Principal who, Verb verb, TaskRow task) {
          return who.is(Principal.Role.ADMINISTRATOR)
              || (verb == Verb.VIEW && who.is(Principal.Role.DEVELOPER))
              || task.standing().spec().owner().equals(Optional.of(who.name()));
        }

        @Override
        public boolean allowsRequest(Principal who, String type, Optional<Owner> owner) {
          return who.is(Principal.Role.ADMINISTRATOR) || owner.equals(Optional.of(who.name()));
        }

        @Override
        public boolean allowsFigures(Principal who) {
          return who.is(Principal.Role.ADMINISTRATOR) || who.is(Principal.Role.DEVELOPER);
        }

        @Override
        public boolean steersAll(Principal who) {
          return who.is(Principal.Role.ADMINISTRATOR);
        }

        @Override
        public Optional<Owner> seesOnly(Principal who) {
          return allowsFigures(who) ? Optional.empty() : Optional.of(who.name());
        }
      };
}
