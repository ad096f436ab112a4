package dev.stint.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stint completion bash|zsh}. */
@Command(
    name = "completion",
    footer = {"", "Example: source <(stint completion bash)"},
    description = {
      "Print a script that completes commands, options and their values in bash or zsh."
    })
final class CompletionCommand implements Callable<Integer> {

  /** Shells that the script is for; zsh reads it by its bashcompinit. */
  enum Shell {
    BASH,
    ZSH
  }

  @Mixin private HelpOption help = new HelpOption();

  @Parameters(paramLabel = "SHELL", description = "bash or zsh")
  @SuppressWarnings("NullAway.Init")
  private Shell shell;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    String script = AutoComplete.bash("stint", spec.root().commandLine());
    spec.commandLine().getOut().println(script);
    spec.commandLine().getOut().flush();
    return Exit.OK;
  }
}
