package dev.stint.application.api;

import dev.stint.application.api.ArgumentCodec.UnreadableException;
import dev.stint.domain.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The version of its arguments that a build writes, and how it lifts older ones. Immutable.
 *
 * @param current at least 1
 * @param upcasters by the version that each lifts to the next
 */
public record ArgumentVersions(int current, Map<Integer, Upcaster> upcasters) {

  /** Only one version so far. */
  public static final ArgumentVersions FIRST = new ArgumentVersions(1, Map.of());

  /** Begins changed arguments whose version is not the one stored with their task. */
  private static final byte MARK = 1;

  public ArgumentVersions {
    upcasters = Map.copyOf(upcasters);
    if (current < 1) {
      throw new IllegalArgumentException("a version of arguments is at least 1: " + current);
    }
    for (int from : upcasters.keySet()) {
      if (from < 1) {
        throw new IllegalArgumentException("arguments are lifted from version 1 on, not " + from);
      }
    }
  }

  ArgumentVersions current(int version) {
    return new ArgumentVersions(version, upcasters);
  }

  ArgumentVersions with(int from, Upcaster upcaster) {
    Map<Integer, Upcaster> more = new TreeMap<>(upcasters);
    if (more.put(from, upcaster) != null) {
      throw new IllegalArgumentException("version " + from + " is lifted twice");
    }
    return new ArgumentVersions(current, more);
  }

  /**
   * The stored arguments in the current version's shape.
   *
   * @param version the one stored with the task
   * @throws UnreadableException if it is a newer one, or nothing lifts it
   */
  Payload lifted(Payload stored, int version, ArgumentCodec codec) {
    Payload lifted = unmarked(stored);
    int reached = versionOf(stored, version);
    if (reached > current) {
      throw new UnreadableException(
          "its arguments are of version %d; this build reads up to %d".formatted(reached, current));
    }
    while (reached < current) {
      lifted = next(lifted, reached++, codec);
    }
    return lifted;
  }

  private Payload next(Payload older, int version, ArgumentCodec codec) {
    Upcaster upcaster = upcasters.get(version);
    if (upcaster == null) {
      throw new UnreadableException(
          "its arguments are of version %d and nothing lifts them to %d"
              .formatted(version, version + 1));
    }
    try {
      return upcaster.lift(older, codec);
    } catch (RuntimeException e) {
      throw new UnreadableException(
          "its arguments of version %d could not be lifted: %s".formatted(version, e.getMessage()),
          e);
    }
  }

  /**
   * Changed arguments as they are stored with a task: the task's record keeps the version of its
   * request, so another one is told before the arguments themselves.
   */
  public Payload marked(Payload changed, int stored) {
    if (stored == current) {
      return changed;
    }
    byte[] version = (current + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] own = changed.bytes();
    byte[] all = new byte[1 + version.length + own.length];
    all[0] = MARK;
    System.arraycopy(version, 0, all, 1, version.length);
    System.arraycopy(own, 0, all, 1 + version.length, own.length);
    return Payload.of(all);
  }

  /** The arguments without the version told before them, if any. */
  public static Payload unmarked(Payload stored) {
    if (!stored.startsWith(MARK)) {
      return stored;
    }
    byte[] bytes = stored.bytes();
    int end = markEnd(bytes);
    return end == 0 ? stored : Payload.of(Arrays.copyOfRange(bytes, end, bytes.length));
  }

  /** The version of arguments stored with a task whose request had {@code version}. */
  public static int versionOf(Payload stored, int version) {
    if (!stored.startsWith(MARK)) {
      return version;
    }
    byte[] bytes = stored.bytes();
    int end = markEnd(bytes);
    return end == 0
        ? version
        : Integer.parseInt(new String(bytes, 1, end - 2, StandardCharsets.US_ASCII));
  }

  /** The place after the mark; 0 if there is none. */
  private static int markEnd(byte[] bytes) {
    if (bytes.length < 3 || bytes[0] != MARK) {
      return 0;
    }
    int at = 1;
    while (at < Math.min(bytes.length, 10) && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > 1 && at < bytes.length && bytes[at] == '\n' ? at + 1 : 0;
  }
}
