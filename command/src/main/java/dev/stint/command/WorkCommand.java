package dev.stint.command;

import dev.stint.application.api.operate.Work;
import dev.stint.application.spi.Causes;
import dev.stint.bootstrap.WorkerOrders;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stint work}: all day. */
@Command(
    name = "work",
    footer = {"", "Example: stint work --label mail"},
    description =
        "Work until stopped; SIGTERM or Ctrl-C yields, hands back and exits with 0."
            + " So does a task that asks its worker to stop, and 'stint reload'.")
final class WorkCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(WorkCommand.class);
  private static final long LOOK_MILLIS = 1_000;

  @Mixin private Common common = new Common();

  @Mixin private WorkerOptions worker = new WorkerOptions();

  @Option(
      names = "--label",
      description = "how 'stint health' names this worker, and 'stint reload' finds it")
  private Optional<String> label = Optional.empty();

  private void tell(Work.Ended ended) {
    if (ended.reason() != Work.Reason.STOPPED) {
      common.say(ended.words(), Map.of("working", false, "reason", ended.reason()));
    }
  }

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = worker.work(label);
        Stopping stopping = new Stopping(home.stint())) {
      WorkerOrders orders = home.orders();
      orders.begin();
      AtomicInteger code = new AtomicInteger(Exit.OK);
      Work work = home.stint().work();
      work.start();
      if (worker.config().runs()) {
        common.say("working; stop with Ctrl-C", Map.of("working", true));
      }
      work.ended().thenRun(stopping::workIsOver);
      while (!stopping.await(LOOK_MILLIS)) {
        obey(orders, work, code);
      }
      work.ended().thenAccept(this::tell);
      work.stop(worker.config().grace());
      return code.get();
    }
  }

  /** Looks until an order was taken; what the store cannot tell now it tells later. */
  private void obey(WorkerOrders orders, Work work, AtomicInteger code) {
    try {
      OptionalInt taken = orders.take(label);
      if (taken.isPresent()) {
        code.set(taken.getAsInt());
        work.drain();
      }
    } catch (RuntimeException e) {
      LOG.debug("orders cannot be read now: {}", Causes.words(e));
    }
  }
}
