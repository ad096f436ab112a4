package dev.stint.application.contract.agreement;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.Due;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.SerialKey;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.Waiting;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests: new ones of every sort, and repeats. */
final class RequestSteps {

  private final Known known;
  private final Draw draw;
  private final Map<Integer, NewTask> requested = new HashMap<>();

  RequestSteps(Known known) {
    this.known = known;
    this.draw = known.draw;
  }

  /** Up to four new tasks in one call. */
  Step news() {
    List<NewTask> tasks =
        IntStream.range(0, draw.upTo(4)).mapToObj(i -> task(known.newTask())).toList();
    List<NewTask> asked = oneOfEachSerialKey(tasks);
    keep(asked);
    // All of a call, so that what needs nothing looked up goes its own way.
    return insert(
        "request", draw.chance(60) ? asked.stream().map(NewTask::asFresh).toList() : asked);
  }

  private void keep(List<NewTask> tasks) {
    tasks.forEach(t -> requested.putIfAbsent(Sample.number(t.spec().id()), t));
  }

  /** Which task of a call takes a free key, the first or the most urgent one, is up to a store. */
  private static List<NewTask> oneOfEachSerialKey(List<NewTask> tasks) {
    Set<SerialKey> seen = new HashSet<>();
    return tasks.stream().filter(t -> t.spec().serialKey().map(seen::add).orElse(true)).toList();
  }

  /** The same request again, or another one under an id that is taken. */
  Step repeat() {
    List<Integer> present = known.present().stream().filter(requested::containsKey).toList();
    if (present.isEmpty()) {
      return news();
    }
    int task = draw.of(present);
    NewTask again = requested.getOrDefault(task, task(task));
    return insert("request again", List.of(draw.chance(70) ? again : altered(again)));
  }

  /** Of another type, or with other arguments, under the same id and keys. */
  private NewTask altered(NewTask task) {
    TaskSpec s = task.spec();
    TaskSpec other =
        new TaskSpec(
            s.id(),
            draw.chance(50) ? s.line() : draw.of(Known.LINES),
            s.lane(),
            s.priority(),
            s.version(),
            draw.chance(50) ? s.arguments() : Payload.of("other arguments"),
            s.plan(),
            s.options(),
            s.name(),
            s.owner(),
            s.key(),
            s.serialKey());
    return new NewTask(other, task.run(), task.due());
  }

  private Step insert(String what, List<NewTask> tasks) {
    keep(tasks);
    String words = tasks.stream().map(RequestSteps::words).collect(Collectors.joining("; "));
    Set<Integer> numbers =
        tasks.stream()
            .map(t -> Sample.number(t.spec().id()))
            .collect(Collectors.toCollection(TreeSet::new));
    return new Step(
        what + " " + words,
        numbers,
        side -> {
          var answer = side.stores.requests().insert(tasks);
          tasks.stream().flatMap(t -> t.claimed().stream()).distinct().forEach(c -> take(side, c));
          if (spread(tasks)) {
            side.advance(Duration.ofMillis(1));
          }
          return answer;
        });
  }

  /**
   * Whether stores note arrivals later than now: they keep tasks of serial keys a microsecond apart
   * in the order of their call. No clock stands still for as long as it takes to store them.
   */
  private static boolean spread(List<NewTask> tasks) {
    return tasks.stream().skip(1).anyMatch(t -> t.spec().serialKey().isPresent());
  }

  private static void take(Side side, ClaimId id) {
    side.stores.runs().claimed(id).forEach(c -> side.take(c, StepPolicy.claimed(c.run())));
  }

  /** A task that waits for nothing, or for another one. */
  NewTask task(int number) {
    NewTask task = new NewTask(spec(number), run(), due());
    boolean claims = draw.chance(8) && known.workers() > 0;
    return claims ? task.claimedBy(known.newClaim(known.worker())) : task;
  }

  /** A task that is due at once and has no keys. */
  NewTask plain(int number) {
    TaskSpec s = spec(number);
    TaskSpec keyless =
        new TaskSpec(
            s.id(),
            s.line(),
            s.lane(),
            s.priority(),
            s.version(),
            s.arguments(),
            s.plan(),
            s.options(),
            s.name(),
            s.owner(),
            Optional.empty(),
            Optional.empty());
    return new NewTask(keyless, Run.NEW, Due.NOW);
  }

  private TaskSpec spec(int number) {
    return new TaskSpec(
        Sample.id(number),
        draw.chance(60) ? Sample.LINE : draw.of(Known.LINES),
        draw.chance(25) ? Lane.INTERACTIVE : Lane.BACKGROUND,
        draw.chance(50) ? 0 : draw.between(-2, 2),
        1,
        Payload.of("arguments of " + number + "x".repeat(draw.chance(20) ? 100 : 0)),
        draw.chance(20) ? Payload.of("plan") : Payload.NONE,
        draw.chance(20) ? Payload.of("options") : Payload.NONE,
        draw.chance(20) ? Optional.of("name of " + number) : Optional.empty(),
        draw.chance(40) ? Optional.of(new Owner(draw.of("anna", "ben"))) : Optional.empty(),
        draw.chance(30) ? Optional.of(key()) : Optional.empty(),
        draw.chance(35) ? Optional.of(new SerialKey(draw.of(Known.SERIALS))) : Optional.empty());
  }

  private IdempotencyKey key() {
    return new IdempotencyKey(draw.of(Known.KEYS), draw.of(IdempotencyKey.Scope.values()));
  }

  private Run run() {
    if (draw.chance(5)) {
      return Steering.pause(Run.NEW).orElseThrow().run();
    }
    return draw.chance(8) ? Waiting.first(await(known)) : Run.NEW;
  }

  static Await await(Known known) {
    var target = Sample.id(known.anyTask());
    return known.draw.of(
        Await.success(target), Await.anyEnd(target), Await.milestone(target, "half way"));
  }

  private Due due() {
    if (draw.chance(70)) {
      return Due.NOW;
    }
    return draw.chance(50)
        ? Due.in(Duration.ofSeconds(draw.upTo(90)))
        : Due.at(known.reference.now().plusSeconds(draw.between(-30, 60)));
  }

  private static String words(NewTask task) {
    TaskSpec spec = task.spec();
    return (task.fresh() ? "fresh task " : "task ")
        + Sample.number(spec.id())
        + " in "
        + line(spec.line())
        + (spec.lane() == Lane.INTERACTIVE ? " INTERACTIVE" : "")
        + (spec.priority() == 0 ? "" : " priority " + spec.priority())
        + spec.key().map(k -> " " + k.scope() + " " + k.value()).orElse("")
        + spec.serialKey().map(k -> " " + k.value()).orElse("")
        + spec.owner().map(o -> " of " + o).orElse("")
        + (task.due().equals(Due.NOW) ? "" : " due " + task.due())
        + (task.run().equals(Run.NEW) ? "" : " " + task.run().status())
        + task.run().blocked().map(b -> " waiting " + waiting(b.await().orElseThrow())).orElse("")
        + task.claimed().map(c -> " claimed by worker " + Sample.number(c.worker())).orElse("");
  }

  static String waiting(Await await) {
    return "for "
        + await.milestone().map(m -> "'" + m + "' of ").orElse("")
        + "task "
        + Sample.number(await.task());
  }

  static String line(Line line) {
    return line.queue().value() + "/" + line.type().value();
  }
}
