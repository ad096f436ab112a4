package dev.stint.command;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code stint} command. */
@Command(
    name = "stint",
    description = "Durable background tasks that run in time-boxed stints.",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done; 1 a task failed; 2 wrong usage; 3 refused input; 4 store unreachable; 5"
          + " work left; 100 told to stay down."
    })
public final class Main implements Runnable, Display.Holder {

  private static final int LONGEST = 1_000;

  static final String VERSION = "stint 0.1.0-SNAPSHOT";

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init")
  private CommandLine.Model.CommandSpec spec;

  public static void main(String[] args) {
    if (List.of(args).equals(List.of("--version"))) {
      // Without the model of all commands, which takes most of the time of such a call.
      System.out.println(VERSION);
      return;
    }
    // Guice would make classes in a way that newer JDKs warn of on stderr; it need not.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    CommandLog.set();
    Stopping.leave(commandLine(Display.ofProcess(), args).execute(args));
  }

  private final Display display;

  private Main(Display display) {
    this.display = display;
  }

  @Override
  public Display display() {
    return display;
  }

  /** With all commands. */
  static CommandLine commandLine() {
    return commandLine(Display.ofProcess());
  }

  /** For a call with these words; with all commands if there are none. */
  static CommandLine commandLine(Display display, String... words) {
    CommandLine stint = new CommandLine(new Main(display));
    // What is set below is set for the commands that are there.
    Commands.add(stint, words);
    return WholeNumbers.readBy(stint)
        .registerConverter(Duration.class, new DurationConverter())
        .registerConverter(Instant.class, new InstantConverter())
        .registerConverter(QueueName.class, new Named<>(QueueName::new))
        .registerConverter(TaskTypeName.class, new Named<>(TaskTypeName::new))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::correct)
        .setExecutionExceptionHandler(Main::explain);
  }

  /** One sentence for words that do not fit, and where to read on. */
  private static int correct(ParameterException error, String[] words) {
    CommandLine command = error.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String problem = brief(UnknownWords.sentence(error, List.of(words), () -> all(command)));
    Terminal.print(command.getErr(), "stint: %s; see: %s --help".formatted(problem, name));
    return Exit.USAGE;
  }

  /** The root of all commands: the command's own if the call has made all. */
  private static CommandLine all(CommandLine command) {
    CommandLine stint = command.getCommandSpec().root().commandLine();
    return Commands.areAll(stint) ? stint : commandLine();
  }

  /** A sentence repeats what was typed, which may be a whole file. */
  private static String brief(String sentence) {
    return sentence.length() <= LONGEST ? sentence : Texts.kept(sentence, LONGEST) + "…";
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: a command is missing");
  }

  /** One sentence for what went wrong, and the exit code of its kind. */
  private static int explain(Exception error, CommandLine command, ParseResult parsed) {
    boolean verbose = parsed.matchedOptionValue("--verbose", false);
    Terminal.print(command.getErr(), "stint: " + brief(sentence(error)));
    if (verbose) {
      Terminal.print(command.getErr(), stack(error));
    }
    return code(error);
  }

  private static int code(Exception error) {
    if (error instanceof RefusedException || error instanceof IllegalArgumentException) {
      return Exit.REFUSED;
    }
    boolean store = error instanceof StoreException || error instanceof UnknownOutcomeException;
    return store ? Exit.STORE : Exit.FAILED;
  }

  private static String sentence(Exception error) {
    String first = Causes.words(error);
    return error instanceof StoreException
        ? "the store cannot be used: " + first + because(error, first)
        : first;
  }

  /** What a pool hides behind its own words. */
  private static String because(Throwable error, String said) {
    Throwable root = Causes.root(error);
    String words = Causes.words(root);
    return root == error || said.contains(words) ? "" : "; " + words;
  }

  private static List<String> stack(Throwable error) {
    List<String> lines = new ArrayList<>();
    for (Throwable cause : Causes.of(error)) {
      lines.add(cause.getClass().getName() + ": " + Causes.words(cause));
      for (StackTraceElement at : cause.getStackTrace()) {
        lines.add("    at " + at);
      }
    }
    return lines;
  }
}
