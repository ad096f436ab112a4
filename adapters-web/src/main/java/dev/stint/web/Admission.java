package dev.stint.web;

import dev.stint.domain.TaskTypeName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a servlet lets in. Immutable.
 *
 * @param types whose tasks can be requested, by the names or aliases that callers say; no other
 * @param maxBody in bytes, 1 to 2^30
 */
public record Admission(Set<TaskTypeName> types, int maxBody) {

  private static final int MOST = 1 << 30;

  public Admission {
    types = Set.copyOf(types);
    if (maxBody < 1 || maxBody > MOST) {
      throw new IllegalArgumentException("a body has 1 to " + MOST + " bytes, not " + maxBody);
    }
  }

  /**
   * Tasks of these types, in bodies of up to 1 MiB.
   *
   * @throws IllegalArgumentException if one of them cannot be the name of a type
   */
  public static Admission of(String... types) {
    return new Admission(
        Stream.of(types).map(TaskTypeName::new).collect(Collectors.toSet()), 1 << 20);
  }

  public Admission maxBody(int bytes) {
    return new Admission(types, bytes);
  }

  /** Whatever was said for a type, also what can be no name. */
  boolean lets(String type) {
    return types.stream().anyMatch(t -> t.value().equals(type));
  }
}
