package dev.stint.command;

import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.Scheduled;
import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.Table;
import dev.stint.command.table.Times;
import dev.stint.command.table.Tone;
import dev.stint.domain.ScheduleName;
import dev.stint.web.ApiRecords;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stint schedule put|list|next|pause|resume|remove}. */
@Command(
    name = "schedule",
    footer = {"", "Example: stint schedule list"},
    description = "Store, list, pause and remove recurring tasks.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SchedulePutCommand.class,
      ScheduleCommand.Listing.class,
      ScheduleCommand.Next.class,
      ScheduleCommand.Pause.class,
      ScheduleCommand.Resume.class,
      ScheduleCommand.Remove.class
    })
final class ScheduleCommand implements Runnable {

  @Mixin private HelpOption help = new HelpOption();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: put, list, next, pause, resume or remove");
  }

  private static final List<Column> COLUMNS =
      List.of(
          Column.text("NAME", 0),
          Column.text("TIMING", 0),
          Column.text("TYPE", 1),
          Column.whole("NEXT", 0),
          Column.text("QUEUE", 4),
          Column.whole("MISSED", 5),
          Column.whole("OVERLAP", 5),
          Column.whole("LAST", 6));

  private static Table table(List<Scheduled> schedules, Times times) {
    return new Table(COLUMNS, schedules.stream().map(s -> cells(s, times)).toList());
  }

  private static List<Cell> cells(Scheduled schedule, Times times) {
    return List.of(
        Cell.of(schedule.name()),
        Cell.of(schedule.timing().words()),
        Cell.of(schedule.line().type()),
        next(schedule, times),
        Cell.of(schedule.line().queue()),
        Cell.of(schedule.missed()),
        Cell.of(schedule.overlap()),
        schedule.course().last().map(Cell::of).orElse(Cell.NONE));
  }

  private static Cell next(Scheduled schedule, Times times) {
    return schedule.paused()
        ? Cell.of("paused", Tone.WARNING)
        : schedule
            .course()
            .due()
            .map(at -> times.cell("due", at))
            .orElse(Cell.of("due after its run"));
  }

  static Map<String, Object> facts(Scheduled schedule) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", schedule.name().value());
    facts.put("timing", schedule.timing().words());
    facts.put("type", schedule.line().type().value());
    facts.put("queue", schedule.line().queue().value());
    facts.put("missed", schedule.missed().toString());
    facts.put("overlap", schedule.overlap().name());
    facts.put("paused", schedule.paused());
    schedule.course().due().ifPresent(at -> facts.put("due", at.toString()));
    schedule.course().last().ifPresent(id -> facts.put("last", id.toString()));
    return facts;
  }

  @Command(
      name = "list",
      footer = {"", "Example: stint schedule list --times exact"},
      description = "List the schedules by name.")
  static final class Listing implements Callable<Integer> {
    @Mixin private Common common = new Common();

    @Mixin private StoreOptions store = new StoreOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
      try (OpenedStore home = store.look()) {
        List<Scheduled> all = home.stint().schedules().list();
        Sheet sheet = Sheet.of(table(all, output.times()), "no schedules");
        common.show(
            output,
            sheet,
            Map.of("schedules", all.stream().map(ScheduleCommand::facts).toList()),
            () -> Records.of("schedules", all.stream().map(ApiRecords::schedule).toList()));
        return Exit.OK;
      }
    }
  }

  @Command(
      name = "next",
      footer = {"", "Example: stint schedule next nightly --count 10"},
      description = "Show when a schedule is due next.")
  static final class Next implements Callable<Integer> {
    @Mixin private Common common = new Common();

    @Mixin private StoreOptions store = new StoreOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(names = "--count", defaultValue = "5", description = "default: ${DEFAULT-VALUE}")
    private int count;

    @Override
    public Integer call() throws Exception {
      ScheduleName wanted = new ScheduleName(name);
      try (OpenedStore home = store.look()) {
        ScheduleTasks schedules = home.stint().schedules();
        List<Instant> moments = schedules.next(wanted, count);
        if (moments.isEmpty()
            && schedules.list().stream().noneMatch(s -> s.name().equals(wanted))) {
          return common.refuse(unknown(wanted));
        }
        List<String> exact = moments.stream().map(Instant::toString).toList();
        common.show(
            output,
            Sheet.of(table(moments), "none is known: paused, or its run is not over"),
            Map.of("name", name, "next", exact));
        return Exit.OK;
      }
    }

    private Table table(List<Instant> moments) {
      Times times = output.times();
      Function<Instant, List<Cell>> cells =
          at -> List.of(Cell.of(at), times.relative() ? times.cell(at) : Cell.NONE);
      return new Table(
          List.of(Column.whole("DUE", 0), Column.whole("IN", 1)),
          moments.stream().map(cells).toList());
    }
  }

  static String unknown(ScheduleName name) {
    return "there is no schedule '" + name + "'; see: stint schedule list";
  }

  /** One wish for one schedule. */
  @Command
  abstract static class Wish implements Callable<Integer> {
    @Mixin private Common common = new Common();

    @Mixin private WriteOptions store = new WriteOptions();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    private final BiPredicate<ScheduleTasks, ScheduleName> wish;
    private final String done;

    Wish(BiPredicate<ScheduleTasks, ScheduleName> wish, String done) {
      this.wish = wish;
      this.done = done;
    }

    @Override
    public Integer call() throws Exception {
      ScheduleName wanted = new ScheduleName(name);
      try (OpenedStore home = store.open()) {
        if (!wish.test(home.stint().schedules(), wanted)) {
          return common.refuse(unknown(wanted));
        }
        common.say(name + "  " + done, Map.of("name", name, "answer", done));
        return Exit.OK;
      }
    }
  }

  @Command(
      name = "pause",
      footer = {"", "Example: stint schedule pause nightly"},
      description = "Make no runs until the schedule is resumed.")
  static final class Pause extends Wish {
    Pause() {
      super(ScheduleTasks::pause, "paused");
    }
  }

  @Command(
      name = "resume",
      footer = {"", "Example: stint schedule resume nightly"},
      description = "Go on from now.")
  static final class Resume extends Wish {
    Resume() {
      super(ScheduleTasks::resume, "resumed");
    }
  }

  @Command(
      name = "remove",
      footer = {"", "Example: stint schedule remove nightly"},
      description = "Remove a schedule; runs that exist already go on.")
  static final class Remove extends Wish {
    Remove() {
      super(ScheduleTasks::remove, "removed");
    }
  }
}
