package dev.stint.command;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stint reload}. */
@Command(
    name = "reload",
    footer = {"", "Example: stint reload --label mail"},
    description =
        "Ask running 'stint work' processes to finish what they run and exit: with 0, so that their"
            + " supervisor starts them again, or with 100, so that it does not.")
final class ReloadCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Mixin private WriteOptions store = new WriteOptions();

  @Parameters(paramLabel = "N", arity = "0..1", description = "how many of them (default: all)")
  private Optional<Integer> count = Optional.empty();

  @Option(names = "--label", description = "only those that were started with this label")
  private Optional<String> label = Optional.empty();

  @Option(names = "--stay-down", description = "exit with 100 instead of 0")
  private boolean stayDown;

  @Override
  public Integer call() throws Exception {
    if (count.filter(n -> n < 1).isPresent()) {
      throw common.usage("the number of workers is at least 1");
    }
    int code = stayDown ? Exit.STAY_DOWN : Exit.OK;
    try (OpenedStore home = store.open()) {
      home.orders().give(label, count.orElse(Integer.MAX_VALUE), code);
      common.say(
          "asked: they finish what they run, take nothing new and exit with " + code,
          Map.of("workers", count.orElse(-1), "label", label.orElse(""), "exitCode", code));
      return Exit.OK;
    }
  }
}
