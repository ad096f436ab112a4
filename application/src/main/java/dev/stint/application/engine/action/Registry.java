package dev.stint.application.engine.action;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.engine.base.GuardedCodec;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.spi.ChunkStore;
import dev.stint.domain.Line;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.ActionPolicy;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.Turn;
import dev.stint.domain.task.TaskSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The catalogue of task types that this build can run. Immutable and thread-safe. */
public final class Registry {

  private final Map<TaskTypeName, Entry> entries = new LinkedHashMap<>();
  private final Map<TaskTypeName, TaskTypeName> aliases = new HashMap<>();
  private final ArgumentCodec codec;
  private final Config config;
  private final Turn turn;
  private final RandomGenerator random;

  /**
   * @throws RefusedException if a type is defined twice, or has no action
   */
  public Registry(
      Collection<TaskDefinition<?>> definitions,
      ArgumentCodec codec,
      Config config,
      RandomGenerator random) {
    this.codec = GuardedCodec.of(codec);
    this.config = config;
    this.turn = config.turn();
    this.random = random;
    definitions.forEach(this::add);
    definitions.forEach(this::addAliases);
  }

  private Registry(Registry like, Turn turn) {
    this.codec = like.codec;
    this.config = like.config;
    this.turn = turn;
    this.random = like.random;
    this.aliases.putAll(like.aliases);
    like.entries.forEach(
        (type, entry) ->
            entries.put(
                type,
                new Entry(
                    entry.definition,
                    route(entry.definition, entry.usual.bodies(), RequestOptions.NONE))));
  }

  /** The same catalogue, where yielded tasks stand elsewhere. */
  public Registry with(Turn other) {
    return new Registry(this, other);
  }

  /**
   * Refuses, before anything runs, what the store cannot do.
   *
   * @throws RefusedException naming the action that needs transactions the store does not have
   */
  public void check(ChunkStore chunks) {
    for (Entry entry : entries.values()) {
      for (ActionInstance instance : entry.usual.bodies()) {
        boolean atomic =
            instance.definition().chunked()
                && instance.hooks() instanceof ChunkedAction<?, ?, ?> chunked
                && chunked.atomic();
        if (atomic && chunks.transactionKinds().isEmpty()) {
          throw new RefusedException(
              "action "
                  + instance.definition().name()
                  + " of "
                  + entry.definition.type().name()
                  + " needs atomic chunks, which this store does not have");
        }
      }
    }
  }

  public Collection<TaskDefinition<?>> definitions() {
    return entries.values().stream().<TaskDefinition<?>>map(e -> e.definition).toList();
  }

  /** The type of this name or alias. */
  public Optional<TaskDefinition<?>> find(TaskTypeName type) {
    return Optional.ofNullable(entry(type)).map(e -> e.definition);
  }

  /** Whether tasks stored under {@code stored} are of one of these types; none means any type. */
  public boolean among(Set<TaskTypeName> types, TaskTypeName stored) {
    return types.isEmpty()
        || find(stored).filter(d -> d.names().stream().anyMatch(types::contains)).isPresent();
  }

  private @Nullable Entry entry(TaskTypeName type) {
    Entry named = entries.get(type);
    TaskTypeName meant = named == null ? aliases.get(type) : null;
    return meant == null ? named : entries.get(meant);
  }

  /** Why this build cannot read a stored task; empty if it can. */
  public Optional<String> unreadable(TaskSpec spec, Run run) {
    try {
      Route route = route(spec);
      route.definition().arguments(spec, codec);
      int actions = route.bodies().size();
      return run.action() <= actions
          ? Optional.empty()
          : Optional.of("it stands at action %d of %d".formatted(run.action() + 1, actions));
    } catch (ArgumentCodec.UnreadableException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Whether tasks stored under this name are of a secret type. */
  public boolean isSecret(TaskTypeName stored) {
    return find(stored).filter(TaskDefinition::isSecret).isPresent();
  }

  public String limitOf(Line line) {
    return "type:" + find(line.type()).map(d -> d.type().name()).orElse(line.type());
  }

  /** The limits of a line that its type declares, by name; most have none. */
  public Map<String, Integer> limits(Line line) {
    return find(line.type())
        .flatMap(TaskDefinition::limit)
        .map(n -> Map.of(limitOf(line), n))
        .orElse(Map.of());
  }

  /** Whether tasks of the type may run now, as the clock says; asked only of one with a window. */
  public boolean open(TaskTypeName type, StoreClock clock) {
    Entry entry = entry(type);
    return entry == null
        || entry.definition.window().isEmpty()
        || entry.definition.window().get().open(clock.now());
  }

  /**
   * How the task goes through its plan.
   *
   * @throws ArgumentCodec.UnreadableException if this build cannot read its plan or options
   */
  public Route route(TaskSpec spec) {
    Entry entry = entry(spec.line().type());
    if (entry == null) {
      throw new ArgumentCodec.UnreadableException(
          "this build does not know the task type " + spec.line().type());
    }
    return spec.plan().isNone() && spec.options().isNone() ? entry.usual : special(entry, spec);
  }

  private void add(TaskDefinition<?> definition) {
    if (definition.actions().isEmpty()) {
      throw new RefusedException("task type " + definition.type().name() + " has no action");
    }
    Entry entry = new Entry(definition, route(definition, bodies(definition), RequestOptions.NONE));
    if (entries.putIfAbsent(definition.type().name(), entry) != null) {
      throw new RefusedException("task type " + definition.type().name() + " is defined twice");
    }
  }

  private void addAliases(TaskDefinition<?> definition) {
    for (TaskTypeName alias : definition.aliases()) {
      TaskTypeName other = aliases.put(alias, definition.type().name());
      if (other != null || entries.containsKey(alias)) {
        throw new RefusedException(
            "'%s' is an alias of %s and names another task type, too"
                .formatted(alias, definition.type().name()));
      }
    }
  }

  private Route special(Entry entry, TaskSpec spec) {
    RequestOptions options =
        spec.options().isNone()
            ? RequestOptions.NONE
            : (RequestOptions) codec.decode(spec.options(), RequestOptions.class);
    if (spec.plan().isNone() && options.traced(Optional.empty()).equals(RequestOptions.NONE)) {
      return entry.usual.with(options);
    }
    List<ActionInstance> bodies =
        spec.plan().isNone() ? entry.usual.bodies() : planned(entry, spec);
    return route(entry.definition, bodies, options);
  }

  private List<ActionInstance> planned(Entry entry, TaskSpec spec) {
    String[] names = (String[]) codec.decode(spec.plan(), String[].class);
    Map<String, ActionInstance> known = new HashMap<>();
    entry.usual.bodies().forEach(b -> known.put(b.definition().name(), b));
    List<ActionInstance> planned = new ArrayList<>();
    for (String name : names) {
      ActionInstance instance = known.get(name);
      if (instance == null) {
        throw new ArgumentCodec.UnreadableException(
            "task type " + spec.line().type() + " has no action " + name);
      }
      planned.add(instance);
    }
    return planned;
  }

  private Route route(
      TaskDefinition<?> definition, List<ActionInstance> bodies, RequestOptions options) {
    List<ActionPolicy> policies =
        bodies.stream().map(b -> policy(b.definition(), options.retry())).toList();
    return new Route(
        definition,
        bodies,
        new StepPolicy(policies, turn, random),
        definition.stint().orElse(config.stint()),
        options.kept(options.keep().or(definition::keep).orElse(config.keep())),
        options.simulate(),
        critical(definition, options),
        options);
  }

  /** Seed 003: a task is critical if it says so, or if whoever asked for it asked for retries. */
  private static boolean critical(TaskDefinition<?> definition, RequestOptions options) {
    boolean retries = options.retry().filter(r -> r.retries() != 0).isPresent();
    return options.critical().or(definition::critical).orElse(retries);
  }

  private static ActionPolicy policy(ActionDefinition<?> action, Optional<RetryPolicy> retry) {
    return new ActionPolicy(
        action.name(),
        action.hasStart(),
        action.hasRecover(),
        retry.orElse(action.retry()),
        action.hookRetries(),
        action.giveUp());
  }

  private List<ActionInstance> bodies(TaskDefinition<?> definition) {
    List<ActionInstance> bodies = new ArrayList<>();
    definition.actions().forEach(a -> bodies.add(new ActionInstance(a, definition, codec)));
    return bodies;
  }

  private record Entry(TaskDefinition<?> definition, Route usual) {}

  /** A task's way: its actions, its decisions, its settings. */
  public record Route(
      TaskDefinition<?> definition,
      List<ActionInstance> bodies,
      StepPolicy journey,
      java.time.Duration stint,
      java.time.Duration keep,
      boolean simulate,
      boolean critical,
      RequestOptions options) {

    /** The same with options that change nothing of it. */
    private Route with(RequestOptions others) {
      return new Route(definition, bodies, journey, stint, keep, simulate, critical, others);
    }
  }
}
