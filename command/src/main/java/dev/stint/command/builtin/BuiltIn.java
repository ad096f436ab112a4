package dev.stint.command.builtin;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The task types of the command. */
public final class BuiltIn {

  public static final TaskType<CsvImport> CSV_IMPORT = TaskType.of("csv.import", CsvImport.class);
  public static final TaskType<HttpCall> HTTP_CALL = TaskType.of("http.call", HttpCall.class);
  public static final TaskType<ShellExec> SHELL_EXEC = TaskType.of("shell.exec", ShellExec.class);

  /** What stops an import is mostly its process: it is tried again within seconds. */
  private static final RetryPolicy SOON =
      RetryPolicy.exponential(10, Duration.ofSeconds(1), Duration.ofSeconds(5));

  private BuiltIn() {}

  /**
   * What the types may do.
   *
   * @param maxSetAside of an import
   * @param shell whether {@code shell.exec} is among them; a worker without leaves it to others
   * @param hosts that {@code http.call} may call
   */
  public record Settings(long maxSetAside, boolean shell, HostRules hosts) {

    /** For those that run none of them. */
    public static final Settings DEFAULT = new Settings(100, true, HostRules.PUBLIC);
  }

  /**
   * The types for a worker that calls public hosts only.
   *
   * @param imports where the rows of imports go
   */
  public static List<TaskDefinition<?>> definitions(
      ImportTarget imports, QueryStore queries, long maxSetAside, boolean allowShell) {
    return definitions(imports, queries, new Settings(maxSetAside, allowShell, HostRules.PUBLIC));
  }

  /**
   * @param imports where the rows of imports go
   */
  public static List<TaskDefinition<?>> definitions(
      ImportTarget imports, QueryStore queries, Settings settings) {
    List<TaskDefinition<?>> types = new ArrayList<>();
    types.add(csvImport(imports, queries, settings.maxSetAside));
    types.add(
        TaskDefinition.of(HTTP_CALL)
            .described("calls a URL: url, method, body")
            .classifier(FailureClassifier.byHttpStatus(FailureClassifier.DEFAULT))
            .then(ActionDefinition.<HttpCall>of("call", new HttpCall.Call(settings.hosts))));
    if (settings.shell) {
      types.add(
          TaskDefinition.of(SHELL_EXEC)
              .described("runs a program: command, a list; needs --allow-shell")
              .then(ActionDefinition.<ShellExec>of("exec", new ShellExec.Exec())));
    }
    return List.copyOf(types);
  }

  private static TaskDefinition<CsvImport> csvImport(
      ImportTarget imports, QueryStore queries, long maxSetAside) {
    return TaskDefinition.of(CSV_IMPORT)
        .described("loads a CSV file into a table: file, table, append, replace")
        .then(
            ActionDefinition.<CsvImport>of("validate", new CsvValidate(imports))
                .maxSetAside(ActionDefinition.NO_SET_ASIDE)
                .retry(SOON))
        .then(
            ActionDefinition.<CsvImport>of("load", new CsvLoad(imports))
                .maxSetAside(maxSetAside)
                .retry(SOON))
        .then(ActionDefinition.<CsvImport>of("report", new CsvReport(imports, queries)));
  }
}
