package dev.stint.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The commands under {@code stint}, in the order of its help; made when they are called. */
final class Commands {

  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("demo", DemoCommand.class);
    COMMANDS.put("import", ImportCommand.class);
    COMMANDS.put("request", RequestCommand.class);
    COMMANDS.put("run", RunCommand.class);
    COMMANDS.put("work", WorkCommand.class);
    COMMANDS.put("web", WebCommand.class);
    COMMANDS.put("reload", ReloadCommand.class);
    COMMANDS.put("show", ShowCommand.class);
    COMMANDS.put("list", ListCommand.class);
    COMMANDS.put("watch", WatchCommand.class);
    COMMANDS.put("top", TopCommand.class);
    COMMANDS.put("pause", HoldCommand.Pause.class);
    COMMANDS.put("resume", HoldCommand.Resume.class);
    COMMANDS.put("cancel", SteerCommand.Cancel.class);
    COMMANDS.put("restart", SteerCommand.Restart.class);
    COMMANDS.put("replay", ReplayCommand.class);
    COMMANDS.put("remove", SteerCommand.Remove.class);
    COMMANDS.put("options", OptionsCommand.class);
    COMMANDS.put("schedule", ScheduleCommand.class);
    COMMANDS.put("queues", QueuesCommand.class);
    COMMANDS.put("gates", GatesCommand.class);
    COMMANDS.put("workers", WorkersCommand.class);
    COMMANDS.put("clean", CleanCommand.class);
    COMMANDS.put("health", HealthCommand.class);
    COMMANDS.put("monitor", MonitorCommand.class);
    COMMANDS.put("check", CheckCommand.class);
    COMMANDS.put("types", TypesCommand.class);
    COMMANDS.put("migrate", MigrateCommand.class);
    COMMANDS.put("completion", CompletionCommand.class);
  }

  private Commands() {}

  static boolean areAll(CommandLine stint) {
    return stint.getSubcommands().keySet().containsAll(COMMANDS.keySet());
  }

  /**
   * Adds the command that is called; all of them if it is none, or says something of all. A model
   * of all costs more than most calls.
   */
  static void add(CommandLine stint, String... words) {
    Class<?> called = words.length == 0 ? null : COMMANDS.get(words[0]);
    if (called == null || called == CompletionCommand.class) {
      COMMANDS.forEach(stint::addSubcommand);
    } else {
      stint.addSubcommand(words[0], called);
    }
  }
}
