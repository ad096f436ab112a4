package dev.stint.application.contract.agreement;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Orphaned;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What people do to tasks: every verb of steering, on what was seen just now or earlier. */
final class SteerSteps {

  private static final List<Duration> KEPT =
      List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(30));

  private static final String MOVE = "restart at action ";

  private final Known known;
  private final Draw draw;

  SteerSteps(Known known) {
    this.known = known;
    this.draw = known.draw;
  }

  private record Wish(String words, Function<Run, Optional<Outcome>> of) {}

  /** Somebody reads where a task stands, and acts on it some steps later. */
  Step look() {
    int task = known.anyTask();
    return new Step(
        "somebody looks at task " + task,
        Set.of(task),
        side -> {
          side.standing(task).ifPresent(s -> side.seen.put(task, s));
          return side.standing(task);
        });
  }

  Step move() {
    int task = known.anyTask();
    boolean now = draw.chance(80);
    Duration keep = draw.of(KEPT);
    TaskId by = Sample.id(known.anyTask());
    Wish wish = wish(by);
    return new Step(
        "%s task %d as it was seen %s, kept %s"
            .formatted(wish.words, task, now ? "just now" : "before", keep),
        Set.of(task),
        side ->
            seen(side, task, now)
                .flatMap(s -> wish.of.apply(s.run()).map(o -> move(s, o, keep, wish.words)))
                .<Object>map(m -> side.stores.steering().steer(List.of(m)))
                .orElse(Step.NOTHING));
  }

  private static Steer move(VersionedTask seen, Outcome outcome, Duration keep, String words) {
    List<Message> said =
        outcome.finished() || !words.startsWith(MOVE)
            ? List.of()
            : List.of(new Message(Message.Level.INFO, words));
    return new Steer.Move(seen, outcome, keep, said);
  }

  private Wish wish(TaskId by) {
    int action = draw.upTo(2);
    Payload cursor = draw.chance(50) ? Payload.NONE : Payload.of("row " + draw.upTo(9));
    Failure orphaned = Orphaned.failure(new TaskTypeName("sample"), Optional.empty());
    return draw.of(
        new Wish("pause", Steering::pause),
        new Wish("pause", Steering::pause),
        new Wish("resume", Steering::resume),
        new Wish("resume", Steering::resume),
        new Wish("resume", Steering::resume),
        new Wish("cancel", Steering::cancel),
        new Wish("remove", Steering::remove),
        new Wish("restart", Steering::restart),
        new Wish("restart", Steering::restart),
        new Wish(MOVE + action, r -> Steering.restartAt(r, action, cursor)),
        new Wish(MOVE + action, r -> Steering.restartAt(r, action, cursor)),
        new Wish("unblock", Steering::unblock),
        new Wish("wake", Steering::wake),
        new Wish("set apart", r -> Orphaned.park(r, orphaned)),
        new Wish("supersede", r -> Steering.supersede(r, by)));
  }

  private static Optional<VersionedTask> seen(Side side, int task, boolean now) {
    return now ? side.standing(task) : Optional.ofNullable(side.seen.get(task));
  }

  Step raise() {
    List<Integer> running = known.running();
    int task = running.isEmpty() || draw.chance(10) ? known.anyTask() : draw.of(running);
    boolean now = draw.chance(85);
    Signal signal = draw.of(Signal.PAUSE, Signal.CANCEL, Signal.REMOVE);
    return new Step(
        "signal %s to task %d as it was seen %s"
            .formatted(signal, task, now ? "just now" : "before"),
        Set.of(task),
        side ->
            seen(side, task, now)
                .<Object>map(s -> side.stores.steering().steer(List.of(new Steer.Raise(s, signal))))
                .orElse(Step.NOTHING));
  }

  Step adjust() {
    int task = known.anyTask();
    boolean now = draw.chance(80);
    Optional<Integer> priority =
        draw.chance(70) ? Optional.of(draw.between(-2, 2)) : Optional.empty();
    Optional<Payload> options =
        draw.chance(40) ? Optional.of(Payload.of("options " + draw.upTo(9))) : Optional.empty();
    return new Step(
        "adjust task %d as it was seen %s%s%s"
            .formatted(
                task,
                now ? "just now" : "before",
                priority.map(p -> ", priority " + p).orElse(""),
                options.map(o -> ", " + o).orElse("")),
        Set.of(task),
        side ->
            seen(side, task, now)
                .<Object>map(
                    s ->
                        side.stores
                            .steering()
                            .steer(List.of(new Steer.Adjust(s, priority, options))))
                .orElse(Step.NOTHING));
  }

  Step clean() {
    Set<TaskTypeName> types =
        draw.chance(80) ? Set.of() : Set.of(draw.of(Sample.TYPE, Known.ANOTHER_TYPE));
    List<TaskStatus> finished =
        Arrays.stream(TaskStatus.values()).filter(TaskStatus::finished).toList();
    Sweep sweep =
        new Sweep(
            types,
            draw.chance(80) ? Set.of() : Set.copyOf(draw.some(finished, 2)),
            draw.of(
                List.of(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ZERO),
                    Optional.of(Duration.ofMinutes(2)))),
            draw.chance(20),
            draw.chance(20),
            1_000);
    return new Step(
        "clean %s%s%s%s%s"
            .formatted(
                sweep.dryRun() ? "as a rehearsal " : "",
                sweep.historyOnly() ? "only the history " : "",
                sweep.age().map(a -> "from " + a + " after the end ").orElse("what is over "),
                types.isEmpty() ? "" : types,
                sweep.statuses().isEmpty() ? "" : sweep.statuses()),
        known.all(),
        side -> side.stores.steering().clean(sweep));
  }
}
