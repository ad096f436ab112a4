package dev.stint.command.process;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How tests start another JVM. */
public final class ChildJvm {

  private ChildJvm() {}

  /**
   * The words that start a main with the classes of this JVM, on the same Java and with the same
   * compilers and collector: what a build tests with all of them, it tests in processes, too.
   */
  static List<String> command(String main, List<String> args) {
    return command(System.getProperty("java.class.path"), main, args);
  }

  /**
   * The same with other classes.
   *
   * @param classPath as the option {@code -cp} takes it
   */
  public static List<String> command(String classPath, String main, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + Path.of("bin", "java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(ChildJvm::compilesOrCollects)
        .forEach(command::add);
    command.addAll(List.of("-Xmx256m", "-cp", classPath, main));
    command.addAll(args);
    return command;
  }

  private static boolean compilesOrCollects(String option) {
    return option.startsWith("-XX:TieredStopAtLevel=") || option.matches("-XX:[+]Use\\w*GC");
  }
}
