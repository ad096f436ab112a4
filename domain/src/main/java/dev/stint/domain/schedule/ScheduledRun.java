package dev.stint.domain.schedule;

import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** One run of a schedule. Its id follows from the schedule and the moment, whoever makes it. */
public record ScheduledRun(TaskId id, Instant moment) {

  private static final long MILLIS = 0xffff_ffff_ffffL;
  private static final long VERSION = 0x7000;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /** In time order like any task's id: a UUIDv7 of the moment, its random bits by SHA-256. */
  public static ScheduledRun of(ScheduleName schedule, Instant moment) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(schedule + "\n" + moment));
    long time = (moment.toEpochMilli() & MILLIS) << 16;
    long high = time | VERSION | (hash.getLong() & 0xfff);
    long low = VARIANT | (hash.getLong() & ~(3L << 62));
    return new ScheduledRun(new TaskId(new UUID(high, low)), moment);
  }

  /** Whether the id is that of a run of the schedule at a whole millisecond. */
  public static boolean isOf(ScheduleName schedule, TaskId id) {
    long millis = id.value().getMostSignificantBits() >>> 16;
    return of(schedule, Instant.ofEpochMilli(millis)).id.equals(id);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
