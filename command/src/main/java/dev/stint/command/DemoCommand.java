package dev.stint.command;

import dev.stint.command.builtin.CsvImport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint demo}: needs nothing. */
@Command(
    name = "demo",
    footer = {"", "Example: stint demo"},
    description = "Write orders.csv (100,000 rows) and load it; kill it half way and run it again.")
final class DemoCommand implements Callable<Integer> {

  private static final int ROWS = 100_000;
  private static final long SEED = 20_261_121;

  @Mixin private Common common = new Common();

  @Mixin private LoadOptions worker = new LoadOptions();

  @Override
  public Integer call() throws Exception {
    worker.mustFit();
    Path file = Path.of("orders.csv").toAbsolutePath();
    write(file);
    String store = worker.shown();
    common.tell(
        "orders.csv holds 100,000 rows. They are loaded into table orders of " + store + ".");
    CsvImport load = new CsvImport(file.toString(), "orders", false, true);
    int exit = ImportCommand.load(common, worker, load, () -> tellHowToKill(store));
    if (exit == Exit.OK) {
      common.tell("Check it, each order must be there once:");
      common.tell(
          "  select count(*), count(distinct order_id), sum(cast(cents as integer)) from orders;");
      common.tell("It answers 100000, 100000, %d.".formatted(sum()));
    }
    return exit;
  }

  private void tellHowToKill(String store) {
    common.tell(
        "Kill this process at any moment (kill -9 %d), then go on with:"
            .formatted(ProcessHandle.current().pid()));
    common.tell("  ./stint run --until-done --store " + store);
  }

  /** The same bytes every time. */
  static void write(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("order_id,customer,city,cents,note\n");
      for (int i = 1; i <= ROWS; i++) {
        long cents = cents(random);
        out.write(
            "%d,customer-%d,%s,%d,%s%n"
                .formatted(
                    i,
                    cents % 997,
                    i % 3 == 0 ? "\"Köln, DE\"" : "Oslo",
                    cents,
                    i % 7 == 0 ? "\"say \"\"hi\"\"\"" : "")
                .replace("\r\n", "\n"));
      }
    }
  }

  private static long cents(SplittableRandom random) {
    return random.nextLong(100, 1_000_000);
  }

  static long sum() {
    SplittableRandom random = new SplittableRandom(SEED);
    long sum = 0;
    for (int i = 1; i <= ROWS; i++) {
      sum += cents(random);
    }
    return sum;
  }
}
