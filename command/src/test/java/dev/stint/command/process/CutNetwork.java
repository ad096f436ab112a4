package dev.stint.command.process;

import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace of its own with one cable to this machine, which can be cut and mended. Takes
 * root. What is left of it when the JVM ends is removed.
 */
final class CutNetwork implements AutoCloseable {

  /** Whether the script found that this machine can make one. */
  static final boolean POSSIBLE = Boolean.getBoolean("stint.netns");

  /** This machine, as those inside know it; a block that is kept for tests (RFC 2544). */
  static final String HERE = "198.18.77.1";

  static final String ALL = "198.18.77.0/30";
  private static final String THERE = "198.18.77.2";

  private final String name = "stint-" + ProcessHandle.current().pid();
  private final String cable = "st" + ProcessHandle.current().pid();

  CutNetwork() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    ip("netns", "add", name);
    ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name);
    ip("addr", "add", HERE + "/30", "dev", cable);
    ip("link", "set", cable, "up");
    ip("-n", name, "addr", "add", THERE + "/30", "dev", "eth0");
    ip("-n", name, "link", "set", "lo", "up");
    ip("-n", name, "link", "set", "eth0", "up");
  }

  /** What runs a program inside. */
  List<String> inside() {
    return List.of("ip", "netns", "exec", name);
  }

  /** Nothing gets through, and nobody is told. */
  void cut() throws Exception {
    ip("link", "set", cable, "down");
  }

  void mend() throws Exception {
    ip("link", "set", cable, "up");
  }

  private static void ip(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException(command + " failed");
    }
  }

  @Override
  public void close() {
    try {
      new ProcessBuilder("ip", "netns", "del", name).start().waitFor();
    } catch (Exception e) {
      // It is gone, or it stays.
    }
  }
}
