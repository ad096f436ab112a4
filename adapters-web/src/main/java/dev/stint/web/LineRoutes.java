package dev.stint.web;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Catalogue;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.policy.Gate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Queues and types: what waits in them, and whether they are held. */
final class LineRoutes {

  private static final List<String> NAME = List.of("name");
  private static final List<String> LIMIT = List.of("name", "limit");

  private LineRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/queues", Slice.PARAMETERS, LineRoutes::queues).ofFigures(),
        queue("pause", SteerQueues::pauseQueue),
        queue("resume", SteerQueues::resumeQueue),
        Route.post("/queues/limit", ApiRole.ADMINISTER, LIMIT, LineRoutes::limitQueue).ofFigures(),
        Route.get("/types", Slice.PARAMETERS, LineRoutes::types),
        type("pause", SteerQueues::pauseType),
        type("resume", SteerQueues::resumeType),
        Route.post("/types/limit", ApiRole.ADMINISTER, LIMIT, LineRoutes::limitType).ofFigures());
  }

  private static Route queue(String verb, BiConsumer<SteerQueues, QueueName> wish) {
    return Route.post(
            "/queues/" + verb,
            ApiRole.OPERATE,
            NAME,
            call -> {
              QueueName queue = name(call, QueueName::new);
              wish.accept(call.ports().queues(), queue);
              return gate(call, Gate.of(queue));
            })
        .ofFigures();
  }

  private static Route type(String verb, BiConsumer<SteerQueues, TaskTypeName> wish) {
    return Route.post(
            "/types/" + verb,
            ApiRole.OPERATE,
            NAME,
            call -> {
              TaskTypeName type = name(call, TaskTypeName::new);
              wish.accept(call.ports().queues(), type);
              return gate(call, Gate.of(type));
            })
        .ofFigures();
  }

  private static ApiAnswer limitQueue(Call call) {
    QueueName queue = name(call, QueueName::new);
    call.ports().queues().limitQueue(queue, limit(call));
    return gate(call, Gate.of(queue));
  }

  private static ApiAnswer limitType(Call call) {
    TaskTypeName type = name(call, TaskTypeName::new);
    call.ports().queues().limitType(type, limit(call));
    return gate(call, Gate.of(type));
  }

  static <T> T name(Call call, Function<String, T> kind) {
    String said = call.fields().needed("name");
    call.noted().with("name", said);
    return Words.checked(JsonFields.named("name"), () -> kind.apply(said));
  }

  /** None takes the limit away. */
  private static OptionalInt limit(Call call) {
    Optional<Integer> said = call.fields().whole("limit", 1, Integer.MAX_VALUE);
    call.noted().with("limit", said.map(String::valueOf).orElse("none"));
    return said.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** How it stands now. */
  private static ApiAnswer gate(Call call, Gate open) {
    Gate now =
        call.ports().queues().list().stream()
            .filter(g -> g.kind() == open.kind() && g.name().equals(open.name()))
            .findFirst()
            .orElse(open);
    return ApiAnswer.ok(gate(Facts.of("name", now.name()), now));
  }

  private static Facts gate(Facts facts, Gate gate) {
    Optional<Object> limit =
        gate.limit().isPresent() ? Optional.of(gate.limit().getAsInt()) : Optional.empty();
    return facts.with("paused", gate.closed()).with("limit", limit);
  }

  private static ApiAnswer queues(Call call) {
    LineFigures figures = LineFigures.ofQueues(call.acting().ask(), call.ports().queues().list());
    return Slice.of(call.query()).of("queues", figures.names(), name -> figured(figures, name));
  }

  static Facts figured(LineFigures figures, String name) {
    return with(Facts.of("name", name), figures, name);
  }

  private static Facts with(Facts facts, LineFigures figures, String name) {
    LineFigures.Figure figure = figures.of(name);
    return gate(facts, figure.gate())
        .with("ready", figure.ready())
        .with("atLeast", figure.atLeast())
        .with("oldestDueAt", figure.oldestDue());
  }

  /** Those of this build; how they stand, for those who may see figures. */
  private static ApiAnswer types(Call call) {
    AskTasks ask = call.acting().ask();
    Slice slice = Slice.of(call.query());
    List<Catalogue.TypeEntry> all = ask.types();
    if (!ask.seesFigures()) {
      return slice.of("types", all, LineRoutes::type);
    }
    LineFigures figures = LineFigures.ofTypes(ask, call.ports().queues().list());
    return slice.of("types", all, entry -> with(type(entry), figures, entry.name().value()));
  }

  static Facts type(Catalogue.TypeEntry entry) {
    return Facts.of("name", entry.name())
        .with("description", entry.description())
        .with("aliases", entry.aliases())
        .with("version", entry.version())
        .with("actions", Facts.list(entry.actions(), LineRoutes::step))
        .with("parameters", Facts.list(entry.parameters(), LineRoutes::parameter));
  }

  private static Facts step(Catalogue.Step step) {
    return Facts.of("name", step.name())
        .with("chunked", step.chunked())
        .with("hooks", step.hooks());
  }

  private static Facts parameter(Catalogue.Parameter parameter) {
    return Facts.of("name", parameter.name())
        .with("type", parameter.type())
        .with("required", parameter.required())
        .with("description", parameter.description());
  }
}
