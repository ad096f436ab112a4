package dev.stint.command;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Request;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.Schedule;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.command.builtin.CsvImport;
import dev.stint.domain.Payload;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.schedule.Missed;
import dev.stint.domain.schedule.Overlap;
import dev.stint.domain.schedule.Timing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stint schedule put NAME TYPE --cron "0 3 * * *" --zone Europe/Berlin}. */
@Command(
    name = "put",
    footer = {
      "",
      "Example: stint schedule put nightly http.call --cron \"0 3 * * *\" --zone Europe/Berlin --args '{\"url\":\"https://example.org/\"}'"
    },
    description = "Store a schedule; it replaces one of the same name.")
final class SchedulePutCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Mixin private WriteOptions store = new WriteOptions();

  @Parameters(paramLabel = "NAME", index = "0")
  private String name = "";

  @Parameters(paramLabel = "TYPE", index = "1", description = "see: stint types")
  private String type = "";

  @Option(
      names = "--cron",
      paramLabel = "PATTERN",
      description = "minute hour day month weekday, with the second before them if wanted")
  private Optional<String> cron = Optional.empty();

  @Option(names = "--zone", description = "the time zone of --cron, such as Europe/Berlin or UTC")
  private Optional<String> zone = Optional.empty();

  @Option(names = "--every", paramLabel = "TIME", description = "this long after each run ended")
  private Optional<Duration> every = Optional.empty();

  @Option(
      names = "--missed",
      defaultValue = "once",
      description =
          "runs missed while no worker was up: skip, once, or all:N (default: ${DEFAULT-VALUE})")
  private String missed = "once";

  @Option(
      names = "--overlap",
      defaultValue = "run",
      description = "if the run before is not over, one of ${COMPLETION-CANDIDATES}")
  private Overlap overlap = Overlap.RUN;

  @Option(names = "--args", paramLabel = "JSON", defaultValue = "{}", description = "the arguments")
  private String arguments = "{}";

  @Option(names = "--priority", defaultValue = "0", description = "greater is more urgent")
  private int priority;

  @Option(names = "--queue", description = "default: the type's")
  private Optional<String> queue = Optional.empty();

  @Option(names = "--owner", description = "who it runs for")
  private Optional<String> owner = Optional.empty();

  @Option(names = "--serial-key", description = "runs one after another with all of this key")
  private Optional<String> serialKey = Optional.empty();

  @Override
  public Integer call() throws Exception {
    if (cron.isPresent() == every.isPresent() || cron.isPresent() != zone.isPresent()) {
      throw common.usage("say either --cron with --zone, or --every");
    }
    try (OpenedStore home = store.open()) {
      TaskDefinition<?> definition = home.stint().types().get(new TaskTypeName(type));
      boolean changed = home.stint().schedules().put(schedule(definition));
      common.say(
          name + (changed ? "  kept" : "  unchanged"), Map.of("name", name, "changed", changed));
      return Exit.OK;
    } catch (ArgumentCodec.UnreadableException | IllegalArgumentException e) {
      return common.refuse(String.valueOf(e.getMessage()));
    }
  }

  private Schedule<?> schedule(TaskDefinition<?> definition) {
    Timing timing =
        every
            .map(Timing::every)
            .orElseGet(() -> Timing.cron(cron.orElse(""), zone(zone.orElse(""))));
    return new Schedule<>(
        new ScheduleName(name), timing, request(definition), Missed.parse(missed), overlap);
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + id + "' is no time zone; write it as UTC, +01:00 or Europe/Berlin", e);
    }
  }

  private <A> Request<A> request(TaskDefinition<A> definition) {
    Object decoded =
        new JacksonCodec().decode(Payload.of(arguments), definition.type().arguments());
    Object kept = decoded instanceof CsvImport file ? file.absolute() : decoded;
    Request<A> request =
        definition.type().with(definition.type().arguments().cast(kept)).priority(priority);
    request = queue.isPresent() ? request.queue(queue.get()) : request;
    request = owner.isPresent() ? request.owner(owner.get()) : request;
    return serialKey.isPresent() ? request.serialKey(serialKey.get()) : request;
  }
}
