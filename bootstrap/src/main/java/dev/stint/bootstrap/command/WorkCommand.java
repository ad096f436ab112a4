package dev.stint.bootstrap.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint work}: all day. */
@Command(
    name = "work",
    description = "Work until stopped; SIGTERM or Ctrl-C yields, hands back and exits with 0.",
    mixinStandardHelpOptions = true)
final class WorkCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws Exception {
    try (Home home = common.open();
        Stopping stopping = new Stopping(home.stint())) {
      home.stint().work().start();
      common.say("working; stop with Ctrl-C", Map.of("working", true));
      stopping.await();
      home.stint().work().stop(common.config().grace());
      return Exit.OK;
    }
  }
}
