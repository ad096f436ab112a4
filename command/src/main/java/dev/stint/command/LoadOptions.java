package dev.stint.command;

import dev.stint.application.api.Config;
import dev.stint.command.builtin.BuiltIn;
import dev.stint.command.builtin.HostRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a process works that runs imports, be it those alone. */
class LoadOptions extends WriteOptions {

  private static final long SHORTEST_LEASE = 500;

  @Mixin private MutexOptions mutexes = new MutexOptions();

  @Mixin private SwitchOptions switches = new SwitchOptions();

  @Option(
      names = "--lease",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "how long a worker's right lasts without renewal (default: ${DEFAULT-VALUE})")
  private Duration lease = Duration.ZERO;

  @Option(
      names = "--stint",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "longest stretch of work on a task (default: ${DEFAULT-VALUE})")
  private Duration stint = Duration.ZERO;

  @Option(
      names = "--max-set-aside",
      paramLabel = "N",
      defaultValue = "100",
      description = "lines an import may set aside (default: ${DEFAULT-VALUE})")
  private long maxSetAside;

  /** To run tasks, of the types that this call lets run. */
  final OpenedStore work() throws Exception {
    return work(Optional.empty());
  }

  /** The same, under a name for people. */
  final OpenedStore work(Optional<String> label) throws Exception {
    Config config = config();
    BuiltIn.Settings builtIn = builtIn();
    return OpenedStore.open(
        terms(mutexes.url(), config, use()).with(builtIn).labelled(label.orElse("")));
  }

  private BuiltIn.Settings builtIn() {
    return new BuiltIn.Settings(maxSetAside, allowsShell(), new HostRules(hosts()));
  }

  /** Refuses options that the call cannot work with, before anything is done. */
  final void mustFit() {
    config();
    hosts();
    tasks();
    mutexes.url();
  }

  Config config() {
    must(lease.toMillis() >= SHORTEST_LEASE, "--lease is at least 500ms");
    must(stint.toMillis() >= 1, "--stint is at least 1ms");
    must(maxSetAside >= 0, "--max-set-aside is at least 0");
    return switches.of(Config.DEFAULT.lease(lease).stint(stint));
  }

  boolean allowsShell() {
    return false;
  }

  List<String> hosts() {
    return List.of();
  }
}
