package dev.stint.command;

import dev.stint.domain.TaskId;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command that does something takes, and how it says what does not fit. */
class Basics extends HelpOption {

  @Option(names = "--verbose", description = "print the whole cause of an error")
  private boolean verbose;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  final ParameterException usage(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  /** The id that a person wrote. */
  final TaskId id(String text) {
    try {
      return TaskId.of(text);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Says on stderr what is no answer. */
  final void warn(String sentence) {
    Terminal.print(spec.commandLine().getErr(), "stint: " + sentence);
  }
}
