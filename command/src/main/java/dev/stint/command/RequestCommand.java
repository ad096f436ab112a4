package dev.stint.command;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.Requested;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UniquePolicy;
import dev.stint.command.builtin.CsvImport;
import dev.stint.domain.TaskTypeName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stint request TYPE --args JSON}. */
@Command(
    name = "request",
    footer = {
      "",
      "Example: stint request http.call --args '{\"url\":\"https://example.org/\"}' --in 2h"
    },
    description = "Store a new task; a worker runs it.")
final class RequestCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Mixin private WriteOptions store = new WriteOptions();

  @Parameters(paramLabel = "TYPE", description = "see: stint types")
  private String type = "";

  @Option(names = "--args", paramLabel = "JSON", defaultValue = "{}", description = "the arguments")
  private String arguments = "{}";

  @Option(names = "--key", description = "asking again with it answers the same task")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--unique",
      defaultValue = "return_existing",
      description = "if the key's task is not over, one of ${COMPLETION-CANDIDATES}")
  private UniquePolicy unique = UniquePolicy.RETURN_EXISTING;

  @Option(names = "--name", description = "for people")
  private Optional<String> name = Optional.empty();

  @Option(names = "--priority", defaultValue = "0", description = "greater is more urgent")
  private int priority;

  @Option(names = "--queue", description = "default: the type's")
  private Optional<String> queue = Optional.empty();

  @Option(names = "--owner", description = "who it runs for")
  private Optional<String> owner = Optional.empty();

  @Option(names = "--in", paramLabel = "TIME", defaultValue = "0s", description = "not before")
  private Duration delay = Duration.ZERO;

  @Option(names = "--interactive", description = "somebody waits for it")
  private boolean interactive;

  @Option(names = "--paused", description = "held until somebody resumes it")
  private boolean paused;

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = store.open()) {
      String known = home.stint().types().get(new TaskTypeName(type)).type().name().value();
      Request<?> read = home.stint().read().read(known, arguments).orElseThrow();
      Requested made = home.stint().tasks().request(refined(absolute(read)));
      common.say(
          (made.isNew() ? "requested " : "there already: ") + made.id(),
          Map.of(
              "id", made.id().toString(),
              "new", made.isNew(),
              "otherArguments", made.otherArguments()));
      return Exit.OK;
    } catch (RefusedException | IllegalArgumentException e) {
      return common.refuse(String.valueOf(e.getMessage()));
    }
  }

  /** The same file, wherever the worker that loads it was started. */
  private static <A> Request<A> absolute(Request<A> read) {
    TaskType<A> type = read.type();
    return read.arguments() instanceof CsvImport file
        ? type.with(type.arguments().cast(file.absolute()))
        : read;
  }

  private <A> Request<A> refined(Request<A> read) {
    Request<A> request = read.priority(priority).dueIn(delay);
    request = key.isPresent() ? request.key(key.get()) : request;
    request = name.isPresent() ? request.named(name.get()) : request;
    request = request.unique(unique);
    request = queue.isPresent() ? request.queue(queue.get()) : request;
    request = owner.isPresent() ? request.owner(owner.get()) : request;
    request = interactive ? request.interactive() : request;
    return paused ? request.paused() : request;
  }
}
