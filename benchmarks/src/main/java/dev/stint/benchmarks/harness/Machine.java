package dev.stint.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** CPU used so far, in seconds, as Linux counts it in hundredths. */
public final class Machine {

  private static final double TICKS_A_SECOND = 100;

  /**
   * Of {@code /proc/PID/stat}, what follows the name: the process's own times in user and system,
   * then those of its children that ended.
   */
  private static final int USER_TIME = 11;

  private static final int OWN_TIMES = 2;
  private static final int ALL_TIMES = 4;
  private static final int PARENT = 1;

  private Machine() {}

  /** By everything on this machine, and what its host took from it. */
  public static double busySeconds() {
    String[] times = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +");
    // user nice system idle iowait irq softirq steal
    double ticks = 0;
    for (int i : List.of(1, 2, 3, 6, 7, 8)) {
      ticks += Double.parseDouble(times[i]);
    }
    return ticks / TICKS_A_SECOND;
  }

  /** By a process, its living descendants, and those of its children that ended. */
  public static double treeSeconds(long pid) {
    return ProcessHandle.of(pid)
        .map(root -> all(pid) + root.descendants().mapToDouble(d -> all(d.pid())).sum())
        .orElse(0.0);
  }

  /** By a process, without any of its children. */
  public static double ownSeconds(long pid) {
    return seconds(pid, OWN_TIMES);
  }

  public static long parentOf(long pid) {
    return Long.parseLong(fields(pid)[PARENT]);
  }

  private static double all(long pid) {
    return seconds(pid, ALL_TIMES);
  }

  private static double seconds(long pid, int times) {
    String[] fields = fields(pid);
    double ticks = 0;
    for (int i = 0; i < times && fields.length > USER_TIME + i; i++) {
      ticks += Double.parseDouble(fields[USER_TIME + i]);
    }
    return ticks / TICKS_A_SECOND;
  }

  private static String[] fields(long pid) {
    String stat = read(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      // A process that ended between the listing and the look.
      if (file.startsWith("/proc") && !file.equals(Path.of("/proc/stat"))) {
        return "";
      }
      throw new UncheckedIOException(e);
    }
  }
}
