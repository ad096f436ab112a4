package dev.stint.redis;

import java.util.List;
import java.util.Set;

/**
 * A script to run.
 *
 * @param verb the name of its file
 * @param base what all its keys begin with; decides the hash slot
 */
record Call(String verb, String base, Args args) {

  /** These touch no key but the base itself. */
  private static final Set<String> OF_ONE_KEY =
      Set.of("acquire", "extend", "key_confirm", "key_drop", "key_find", "key_pass", "key_take");

  /** What the name of a key never ends with. */
  private static final String NEVER = "-";

  /**
   * The keys that it declares. A script of one key works wherever that key is. Any other finds its
   * keys as it goes and must not begin while some of them are elsewhere: two keys that never exist
   * make a cluster answer TRYAGAIN from the moment that their slot opens until it has moved. ADR
   * 12.
   */
  List<String> keys() {
    return OF_ONE_KEY.contains(verb) ? List.of(base) : List.of(base, base + NEVER);
  }
}
