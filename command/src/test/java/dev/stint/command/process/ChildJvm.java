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
   * The words that start a main with the classes of this JVM, on the same Java. It compiles little
   * and starts from an archive, for it is there to be killed, stopped or refused; what every
   * compiler and collector of a host makes of the code is tested in this JVM and in those below.
   */
  static List<String> command(String main, List<String> args) {
    SharedClasses shared = SharedClasses.here();
    return command(shared.options(), shared.classPath(), main, args);
  }

  static List<String> command(
      List<String> options, String classPath, String main, List<String> args) {
    List<String> all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    all.addAll(options);
    return java(all, classPath, main, args);
  }

  /**
   * The same with other classes, and with the compilers and the collector of this JVM: what a build
   * tests with all of them, it tests in hosts, too.
   *
   * @param classPath as the option {@code -cp} takes it
   */
  public static List<String> command(String classPath, String main, List<String> args) {
    List<String> options =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(ChildJvm::compilesOrCollects)
            .toList();
    return java(options, classPath, main, args);
  }

  private static List<String> java(
      List<String> options, String classPath, String main, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + Path.of("bin", "java"));
    command.addAll(options);
    command.addAll(List.of("-Xmx256m", "-cp", classPath, main));
    command.addAll(args);
    return command;
  }

  private static boolean compilesOrCollects(String option) {
    return option.startsWith("-XX:TieredStopAtLevel=") || option.matches("-XX:[+]Use\\w*GC");
  }
}
