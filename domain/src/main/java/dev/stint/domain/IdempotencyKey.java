package dev.stint.domain;

import java.util.Objects;

/**
 * The caller's own name for a request; asking again within its scope answers the first task.
 *
 * @param value as it is stored: the name alone, or with the mark of the owner to whom the key
 *     belongs
 */
public record IdempotencyKey(String value, Scope scope) {

  private static final String WHAT = "idempotency key";
  private static final int LONGEST = 200;

  /** How long a key keeps its task. */
  public enum Scope {
    /** While the key's task is unfinished; then the next requester takes the key. */
    ACTIVE,
    /** For the task's retention and at least 24 hours, also when the task is gone. */
    ALWAYS
  }

  public IdempotencyKey {
    Objects.requireNonNull(scope, "scope");
    Names.check(WHAT, OwnedKey.name(value), LONGEST);
  }

  /**
   * A key of this name that belongs to nobody in particular.
   *
   * @throws IllegalArgumentException if the name is blank, too long or not printable
   */
  public static IdempotencyKey named(String name, Scope scope) {
    return new IdempotencyKey(Names.check(WHAT, name, LONGEST), scope);
  }

  /** The key of this name that belongs to the owner; no other owner's key is ever equal to it. */
  public IdempotencyKey ownedBy(Owner owner) {
    return new IdempotencyKey(OwnedKey.of(named(value, scope).value, owner), scope);
  }

  /** The key that somebody uses for this owner without seeing the owner's own. */
  public IdempotencyKey ownedBy(Owner owner, Owner requester) {
    return new IdempotencyKey(OwnedKey.of(named(value, scope).value, owner, requester), scope);
  }

  /** As its requester called it. */
  public String name() {
    return OwnedKey.name(value);
  }

  /** The key of the same name that belongs to nobody. */
  public IdempotencyKey unowned() {
    return new IdempotencyKey(name(), scope);
  }

  /** As it is stored. */
  @Override
  public String toString() {
    return value;
  }
}
