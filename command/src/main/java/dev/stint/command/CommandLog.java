package dev.stint.command;

import java.util.function.Predicate;

/** The command's own setting of Logback, out of the way of hosts that have Stint's jar. */
final class CommandLog {

  /** Read by Logback before it looks for files of its own names. */
  private static final String PROPERTY = "logback.configurationFile";

  private static final String OWN = "dev/stint/command/logback.xml";

  private CommandLog() {}

  /** Has to come before the first logger is made. */
  static void set() {
    ClassLoader loader = CommandLog.class.getClassLoader();
    if (System.getProperty(PROPERTY) == null
        && unset(name -> loader != null && loader.getResource(name) != null)) {
      System.setProperty(PROPERTY, OWN);
    }
  }

  /** Whether nobody put a file on the class path by which Logback is set. */
  static boolean unset(Predicate<String> there) {
    return !there.test("logback-test.xml") && !there.test("logback.xml");
  }
}
