package dev.stint.domain;

/**
 * Tasks with the same serial key run strictly one after another; its name has 1 to 200 characters.
 *
 * @param value as it is stored: the name alone, or with the mark of the owner to whom the key
 *     belongs
 */
public record SerialKey(String value) {

  private static final String WHAT = "serial key";
  private static final int LONGEST = 200;

  public SerialKey {
    Names.check(WHAT, OwnedKey.name(value), LONGEST);
  }

  /**
   * A key of this name that belongs to nobody in particular.
   *
   * @throws IllegalArgumentException if the name is blank, too long or not printable
   */
  public static SerialKey named(String name) {
    return new SerialKey(Names.check(WHAT, name, LONGEST));
  }

  /** The key of this name that belongs to the owner; no other owner's key is ever equal to it. */
  public SerialKey ownedBy(Owner owner) {
    return new SerialKey(OwnedKey.of(named(value).value, owner));
  }

  /** As its requester called it. */
  public String name() {
    return OwnedKey.name(value);
  }

  /** The key of the same name that belongs to nobody. */
  public SerialKey unowned() {
    return new SerialKey(name());
  }

  /** As it is stored. */
  @Override
  public String toString() {
    return value;
  }
}
