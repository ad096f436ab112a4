package dev.stint.domain.store;

import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.ClaimRank;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order in which ready tasks are claimed, by its sort keys. Total: no two tasks have one id.
 */
public enum ClaimOrder {
  /** INTERACTIVE first. */
  LANE(false),
  /** Greater first. */
  PRIORITY(true),
  /** By {@link ClaimRank}. */
  RANK(false),
  /** Sooner first. */
  DUE(false),
  /** Smaller first, by their unsigned bytes. */
  ID(false);

  /** A task that can be claimed. */
  public interface Claimable {
    Lane lane();

    int priority();

    ClaimRank rank();

    Instant due();

    TaskId id();
  }

  /** What is to be claimed first is less. */
  public static final Comparator<Claimable> COMPARATOR = ClaimOrder::compare;

  private final boolean falls;

  ClaimOrder(boolean falls) {
    this.falls = falls;
  }

  /** Written out, for a claim compares each of its tasks some ten times. */
  private static int compare(Claimable one, Claimable other) {
    int order = one.lane().compareTo(other.lane());
    if (order == 0) {
      order = Integer.compare(other.priority(), one.priority());
    }
    if (order == 0) {
      order = one.rank().compareTo(other.rank());
    }
    if (order == 0) {
      order = one.due().compareTo(other.due());
    }
    return order == 0 ? one.id().compareTo(other.id()) : order;
  }

  /** Whether greater values come first. */
  public boolean falls() {
    return falls;
  }

  /** All sort keys in their order, each as a store says it. */
  public static String text(Function<ClaimOrder, String> key) {
    return Stream.of(values()).map(key).collect(Collectors.joining(", "));
  }
}
