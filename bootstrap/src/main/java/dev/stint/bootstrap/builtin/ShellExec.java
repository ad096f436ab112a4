package dev.stint.bootstrap.builtin;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.Described;
import dev.stint.application.api.StepOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The arguments of {@code shell.exec}: a program and its arguments, no shell in between. */
public record ShellExec(@Described("a program and its arguments") List<String> command) {

  public ShellExec {
    command = List.copyOf(command);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command names no program");
    }
  }

  /** The result: the exit code, and the end of what was printed. */
  record Ended(int exitCode, String output) {}

  /** Runs the program and waits for it; ends it when the stint ends. */
  static final class Exec implements Action<ShellExec> {
    private static final int LONGEST_OUTPUT = 10_000;

    private final boolean allowed;

    Exec(boolean allowed) {
      this.allowed = allowed;
    }

    @Override
    public StepOutcome execute(ShellExec exec, ActionContext context) throws Exception {
      if (!allowed) {
        return StepOutcome.failForGood("shell.exec is refused; start with --allow-shell");
      }
      if (context.shouldYield()) {
        return StepOutcome.yielded();
      }
      Path output = Files.createTempFile("stint", ".out");
      try {
        Process process =
            new ProcessBuilder(exec.command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return ended(exec, process, context, output);
      } catch (IOException e) {
        return StepOutcome.failForGood("can not run " + exec.command + ": " + e.getMessage());
      } finally {
        Files.deleteIfExists(output);
      }
    }

    private static StepOutcome ended(
        ShellExec exec, Process process, ActionContext context, Path output) throws Exception {
      try {
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
          if (context.shouldYield()) {
            return StepOutcome.fail(exec.command + " did not end within its stint");
          }
        }
      } finally {
        process.destroyForcibly();
      }
      String text = Files.readString(output);
      String end = text.substring(Math.max(0, text.length() - LONGEST_OUTPUT));
      return process.exitValue() == 0
          ? StepOutcome.done(new Ended(0, end))
          : StepOutcome.fail(exec.command + " ended with " + process.exitValue() + ": " + end);
    }
  }
}
