package dev.stint.bootstrap.builtin;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
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
   * @param imports where the rows of imports go
   * @param maxSetAside of an import
   * @param allowShell whether {@code shell.exec} runs; otherwise it fails with one sentence
   */
  public static List<TaskDefinition<?>> definitions(
      ImportTarget imports, QueryStore queries, long maxSetAside, boolean allowShell) {
    return List.of(
        TaskDefinition.of(CSV_IMPORT)
            .described("loads a CSV file into a table: file, table, append, replace")
            .then(
                ActionDefinition.<CsvImport>of("validate", new CsvValidate(imports))
                    .maxSetAside(ActionDefinition.NO_SET_ASIDE)
                    .retry(SOON))
            .then(
                ActionDefinition.<CsvImport>of("load", new CsvLoad(imports))
                    .maxSetAside(maxSetAside)
                    .retry(SOON))
            .then(ActionDefinition.<CsvImport>of("report", new CsvReport(imports, queries))),
        TaskDefinition.of(HTTP_CALL)
            .described("calls a URL: url, method, body")
            .then(ActionDefinition.<HttpCall>of("call", new HttpCall.Call())),
        TaskDefinition.of(SHELL_EXEC)
            .described("runs a program: command, a list; needs --allow-shell")
            .then(ActionDefinition.<ShellExec>of("exec", new ShellExec.Exec(allowShell))));
  }
}
