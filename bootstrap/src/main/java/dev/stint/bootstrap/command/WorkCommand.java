package dev.stint.bootstrap.command;

import dev.stint.application.api.Work;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint work}: all day. */
@Command(
    name = "work",
    description =
        "Work until stopped; SIGTERM or Ctrl-C yields, hands back and exits with 0."
            + " So does a task that asks its worker to stop.",
    mixinStandardHelpOptions = true)
final class WorkCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  private void tell(Work.Ended ended) {
    if (ended.reason() != Work.Reason.STOPPED) {
      common.say(ended.words(), Map.of("working", false, "reason", ended.reason()));
    }
  }

  @Override
  public Integer call() throws Exception {
    try (Home home = common.open();
        Stopping stopping = new Stopping(home.stint())) {
      Work work = home.stint().work();
      work.start();
      if (common.config().runs()) {
        common.say("working; stop with Ctrl-C", Map.of("working", true));
      }
      work.ended().thenRun(stopping::workIsOver);
      stopping.await();
      work.ended().thenAccept(this::tell);
      work.stop(common.config().grace());
      return Exit.OK;
    }
  }
}
