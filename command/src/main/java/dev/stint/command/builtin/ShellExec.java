package dev.stint.command.builtin;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ParameterDescription;
import dev.stint.application.api.StepOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The arguments of {@code shell.exec}: a program and its arguments, no shell in between. */
public record ShellExec(@ParameterDescription("a program and its arguments") List<String> command) {

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
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    @Override
    public StepOutcome execute(ShellExec exec, ActionContext context) throws Exception {
      if (context.shouldYield()) {
        return StepOutcome.yielded();
      }
      Process process;
      try {
        process = new ProcessBuilder(exec.command).redirectErrorStream(true).start();
      } catch (IOException e) {
        return StepOutcome.failForGood("cannot run " + exec.command + ": " + e.getMessage());
      }
      try {
        process.getOutputStream().close();
        return ended(exec, process, context);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }

    private static StepOutcome ended(ShellExec exec, Process process, ActionContext context)
        throws Exception {
      OutputEnd output = new OutputEnd(process.getInputStream());
      Thread reader = new Thread(output, "stint-shell-output");
      reader.setDaemon(true);
      reader.start();
      while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
        if (context.shouldYield()) {
          return StepOutcome.fail(exec.command + " did not end within its stint");
        }
      }
      // A program that it left running may hold the output open.
      reader.join(LAST_WORDS.toMillis());
      String end = output.text();
      return process.exitValue() == 0
          ? StepOutcome.done(new Ended(0, end))
          : StepOutcome.fail(exec.command + " ended with " + process.exitValue() + ": " + end);
    }
  }
}
