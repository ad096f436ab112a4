package dev.stint.command;

import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.command.web.AccessToken;
import dev.stint.command.web.LocalApi;
import dev.stint.domain.TaskTypeName;
import dev.stint.web.Admission;
import dev.stint.web.ApiRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stint web}: the page and the HTTP API, without a host. */
@Command(
    name = "web",
    footer = {"", "Example: stint web --role operate --requests orders.mail"},
    description = {
      "Serve the page and the HTTP API to this machine until stopped, to look at tasks and, with"
          + " --role, to steer them. Callers send a token: that of STINT_WEB_TOKEN, or one that is"
          + " made and printed at the start."
    })
final class WebCommand implements Callable<Integer> {

  private static final String TOKEN = "STINT_WEB_TOKEN";
  private static final int LAST_PORT = 65_535;

  @Mixin private Common common = new Common();

  @Mixin private WriteOptions store = new WriteOptions();

  @Mixin private SwitchOptions switches = new SwitchOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "port on 127.0.0.1; 0 takes one that is free (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "read",
      description =
          "what callers may do: read, operate (request, hold, cancel, restart) or administer"
              + " (remove and limit, too) (default: ${DEFAULT-VALUE})")
  private ApiRole role = ApiRole.READ;

  @Option(
      names = "--requests",
      paramLabel = "TYPE",
      split = ",",
      description = "types whose tasks callers may request (default: none)")
  private List<TaskTypeName> requests = List.of();

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > LAST_PORT) {
      throw common.usage("--port is 0 to " + LAST_PORT);
    }
    if (role == ApiRole.READ && !requests.isEmpty()) {
      throw common.usage("--requests needs --role operate or --role administer");
    }
    Optional<String> set = Optional.ofNullable(System.getenv(TOKEN)).filter(t -> !t.isEmpty());
    AccessToken token = set.map(AccessToken::new).orElseGet(AccessToken::random);
    Config config = switches.of(Config.DEFAULT);
    try (OpenedStore home = role == ApiRole.READ ? store.look() : store.open(config);
        Stopping stopping = new Stopping(home.stint());
        LocalApi api = LocalApi.start(home.stint(), port, token, role, known(home))) {
      String shown = set.isPresent() ? "$" + TOKEN : token.text();
      common.say(
          List.of(
              "serving " + api.url() + " to this machine; stop with Ctrl-C",
              "open in a browser         " + (set.isPresent() ? api.page() : api.signedIn(token)),
              "callers send the header   Authorization: Bearer " + shown),
          Map.of("url", api.url(), "page", api.page(), "token", shown));
      stopping.await();
    }
    return Exit.OK;
  }

  private Admission known(OpenedStore home) {
    for (TaskTypeName type : requests) {
      if (home.stint().ask().type(type.value()).isEmpty()) {
        throw new RefusedException("there is no task type '%s'; see: stint types".formatted(type));
      }
    }
    return Admission.of(requests.stream().map(TaskTypeName::value).toArray(String[]::new));
  }
}
