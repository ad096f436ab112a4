package dev.stint.testing;

/**
 * Where a process dies.
 *
 * @param call the number of the call to the store, from 1; 0 is never
 * @param after whether the write happened
 * @param verb what the call was
 */
record KillPoint(int call, boolean after, String verb) {

  static final KillPoint NONE = new KillPoint(0, false, "never");

  boolean is(int number, boolean done) {
    return call == number && after == done;
  }

  String words() {
    return (after ? "after " : "before ") + verb;
  }
}
