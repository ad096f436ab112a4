package dev.stint.application.service;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.Bounds;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.PlainText;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Replay;
import dev.stint.domain.life.Steering;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether and where the items that a task set aside are done again, as people want it. */
final class ReplayRules {

  private static final int PAGE = 1_000;

  private final QueryStore queries;
  private final Types types;
  private final ArgumentCodec codec;

  ReplayRules(QueryStore queries, Types types, ArgumentCodec codec) {
    this.queries = queries;
    this.types = types;
    this.codec = codec;
  }

  /** What becomes of the task; empty if its status does not allow it. */
  Optional<Outcome> outcome(VersionedTask seen, ReplayItems items) {
    Replay.Wanted none = new Replay.Wanted(items.by(), 0, items.names());
    if (Steering.replay(seen.run(), 0, none).isEmpty()) {
      return Optional.empty();
    }
    int action = action(seen.spec(), items);
    long count = count(seen.spec().id(), items.names());
    Replay.Wanted wanted = new Replay.Wanted(items.by(), count, items.names());
    return Steering.replay(seen.run(), action, wanted).map(ReplayRules::bounded);
  }

  private static Outcome bounded(Outcome outcome) {
    try {
      Bounds.payload("what is to be replayed", outcome.run().cursor());
      return outcome;
    } catch (OutOfBoundsException e) {
      throw new SteerRefusal(e.getMessage() + ": name fewer items");
    }
  }

  private int action(TaskSpec spec, ReplayItems items) {
    Optional<TaskDefinition<?>> type = types.find(spec.line().type());
    if (type.isEmpty()) {
      return items.action().orElseThrow(() -> unknown(spec)) - 1;
    }
    List<Optional<ActionDefinition<?>>> plan = plan(spec, type.get());
    int[] able = IntStream.range(0, plan.size()).filter(i -> replays(plan.get(i))).toArray();
    int[] meant =
        items.action().isEmpty()
            ? able
            : Arrays.stream(able).filter(i -> i == items.action().getAsInt() - 1).toArray();
    if (meant.length == 0) {
      throw unable(spec, items);
    }
    if (meant.length > 1) {
      String numbers = Arrays.toString(Arrays.stream(able).map(i -> i + 1).toArray());
      throw new SteerRefusal("more than one action can replay items: say which one of " + numbers);
    }
    return meant[0];
  }

  private static boolean replays(Optional<ActionDefinition<?>> action) {
    return action.filter(ActionDefinition::replays).isPresent();
  }

  private List<Optional<ActionDefinition<?>>> plan(TaskSpec spec, TaskDefinition<?> type) {
    if (spec.plan().isNone()) {
      return type.actions().stream().<Optional<ActionDefinition<?>>>map(Optional::of).toList();
    }
    String[] names = (String[]) codec.decode(spec.plan(), String[].class);
    return Arrays.stream(names)
        .<Optional<ActionDefinition<?>>>map(
            name ->
                type.actions().stream()
                    .filter(a -> a.name().equals(name))
                    .<ActionDefinition<?>>map(a -> a)
                    .findFirst())
        .toList();
  }

  private static SteerRefusal unknown(TaskSpec spec) {
    return new SteerRefusal(
        "this process does not know the task type "
            + spec.line().type()
            + ": say the number of the action that set the items aside");
  }

  private static SteerRefusal unable(TaskSpec spec, ReplayItems items) {
    String which = items.action().isPresent() ? "action " + items.action().getAsInt() : "no action";
    String can = items.action().isPresent() ? " of type " : " of task type ";
    return new SteerRefusal(
        which
            + can
            + spec.line().type()
            + (items.action().isPresent() ? " cannot" : " can")
            + " read again what it set aside: let it implement "
            + ReplayableAction.class.getSimpleName()
            + ", or request a task for these items");
  }

  private long count(TaskId task, List<String> names) {
    Set<String> missing = new LinkedHashSet<>(names);
    long count = 0;
    List<SetAside> page = queries.setAside(task, PAGE, 0);
    for (int skip = PAGE; !page.isEmpty(); skip += PAGE) {
      count += page.size();
      page.forEach(item -> missing.remove(item.item()));
      page = page.size() < PAGE ? List.of() : queries.setAside(task, PAGE, skip);
    }
    if (count == 0) {
      throw new SteerRefusal("the task has no items set aside");
    }
    if (!missing.isEmpty()) {
      throw new SteerRefusal(
          "no item " + PlainText.quoted(missing.iterator().next()) + " is set aside");
    }
    return names.isEmpty() ? count : Set.copyOf(names).size();
  }
}
