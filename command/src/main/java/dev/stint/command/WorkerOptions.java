package dev.stint.command;

import dev.stint.application.api.Config;
import dev.stint.command.builtin.HostRules;
import dev.stint.domain.PriorityRange;
import java.util.List;
import picocli.CommandLine.Option;

/** How a process works that runs tasks of all types. */
final class WorkerOptions extends LoadOptions {

  @Option(
      names = "--max-tasks",
      paramLabel = "N",
      defaultValue = "0",
      description = "a worker stops after this many stints; 0 means never (default: 0)")
  private int maxTasks;

  @Option(
      names = "--priorities",
      paramLabel = "RANGE",
      defaultValue = "..2147483647",
      description = "take only tasks of these priorities: 10, 20..40, 25.. or ..-20 (default: any)")
  private String priorities = "";

  @Option(
      names = "--allow-shell",
      description = "run shell.exec tasks; without it they are left to other workers")
  private boolean allowShell;

  @Option(
      names = "--http-allow",
      paramLabel = "HOST",
      split = ",",
      defaultValue = "${env:STINT_HTTP_ALLOW}",
      description =
          "hosts that http.call may call, and no other; HOST:PORT, *.HOST and addresses will do;"
              + " also STINT_HTTP_ALLOW (default: every host with a public address)")
  private List<String> httpAllow = List.of();

  @Override
  Config config() {
    must(maxTasks >= 0, "--max-tasks is at least 0");
    return super.config().priorities(priorities()).maxTasks(maxTasks);
  }

  private PriorityRange priorities() {
    try {
      return PriorityRange.of(priorities);
    } catch (IllegalArgumentException e) {
      throw usage("--priorities: " + e.getMessage());
    }
  }

  @Override
  boolean allowsShell() {
    return allowShell;
  }

  @Override
  List<String> hosts() {
    for (String host : httpAllow) {
      must(
          HostRules.isReadable(host),
          "--http-allow: '%s' is not HOST, HOST:PORT, *.HOST or an address".formatted(host));
    }
    return httpAllow;
  }
}
