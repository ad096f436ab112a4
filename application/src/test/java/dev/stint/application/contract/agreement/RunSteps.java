package dev.stint.application.contract.agreement;

import static dev.stint.domain.life.Step.EXECUTE;
import static dev.stint.domain.life.Step.START;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Lane;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.WriteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What workers do before a stint ends: claims, checkpoints, releases, and late writes. */
final class RunSteps {

  /** Of any sizes one task fits; whether two do, a store may find by all that it keeps of them. */
  private static final long ONLY_ONE = 1;

  private final Known known;
  private final Draw draw;

  RunSteps(Known known) {
    this.known = known;
    this.draw = known.draw;
  }

  Step claim() {
    ClaimRequest request = request(draw.chance(80) ? draw.upTo(4) : 100);
    return new Step(
        words("claims", request),
        Set.of(),
        side -> {
          Claimed claimed = side.stores.runs().claim(request);
          claimed.tasks().forEach(c -> side.take(c, StepPolicy.claimed(c.run())));
          return claimed;
        });
  }

  /** Asks again for a claim whose answer may have been lost. */
  Step claimAgain() {
    if (known.claims().isEmpty()) {
      return claim();
    }
    ClaimId id = draw.of(known.claims());
    return new Step(
        "worker %d asks again for claim %d".formatted(Sample.number(id.worker()), id.number()),
        Set.of(),
        side -> side.stores.runs().claimed(id));
  }

  ClaimRequest request(int limit) {
    List<LineLimit> lines =
        draw.some(Known.LINES, 3).stream().map(l -> new LineLimit(l, lineLimit())).toList();
    List<Lane> lanes = draw.chance(85) ? List.of(Lane.values()) : List.of(draw.of(Lane.values()));
    PriorityRange priorities =
        draw.chance(85)
            ? PriorityRange.ALL
            : draw.of(PriorityRange.atLeast(1), PriorityRange.atMost(0), PriorityRange.of("0..1"));
    return new ClaimRequest(
        known.newClaim(known.worker()),
        lines,
        lanes,
        limit,
        draw.between(0, 2),
        !known.tight || draw.chance(60) ? 8L << 20 : ONLY_ONE,
        priorities);
  }

  private int lineLimit() {
    if (draw.chance(70)) {
      return 100;
    }
    return known.tight ? draw.between(0, 2) : 0;
  }

  static String words(String what, ClaimRequest request) {
    String lines =
        request.lines().stream()
            .map(l -> RequestSteps.line(l.line()) + (l.limit() == 100 ? "" : " x " + l.limit()))
            .collect(Collectors.joining(", "));
    return "worker %d %s (claim %d) at most %d and %d suspects of %s"
            .formatted(
                Sample.number(request.id().worker()),
                what,
                request.id().number(),
                request.limit(),
                request.suspects(),
                lines)
        + (request.lanes().size() == 2 ? "" : ", only " + request.lanes().get(0))
        + (request.maxBytes() > ONLY_ONE ? "" : ", one byte")
        + (request.priorities().isAll() ? "" : ", priorities " + request.priorities());
  }

  /** Begins or checkpoints of up to three tasks in one call. */
  Step checkpoint() {
    List<Integer> running = known.running();
    if (running.isEmpty()) {
      return claim();
    }
    List<One> ones = draw.some(running, 3).stream().map(this::write).toList();
    return checkpoint(ones);
  }

  private Step checkpoint(List<One> ones) {
    return new Step(
        "checkpoint " + ones.stream().map(One::words).collect(Collectors.joining("; ")),
        ones.stream().map(One::task).collect(Collectors.toCollection(TreeSet::new)),
        side -> {
          List<One> there = ones.stream().filter(o -> o.held(side).isPresent()).toList();
          List<Checkpoint> writes = there.stream().map(o -> o.checkpoint(side)).toList();
          List<CheckpointResult> checked = side.stores.runs().checkpoint(writes);
          IntStream.range(0, there.size())
              .filter(i -> checked.get(i).landing().landed())
              .forEach(i -> there.get(i).landed(side, writes.get(i)));
          return checked;
        });
  }

  private One write(int task) {
    BiFunction<StepPolicy, Run, Run> move =
        draw.of(
            (j, r) -> j.begun(r, EXECUTE),
            (j, r) -> j.begun(r, START),
            (j, r) -> j.checkpoint(r, r.cursor()),
            (j, r) -> j.nextAction(r));
    Payload cursor = Payload.of("cursor " + draw.upTo(9));
    boolean on = draw.chance(60);
    return new One(
        task,
        known.reference.claims(task) - 1,
        Slip.NONE,
        (j, r) -> on ? j.checkpoint(r, cursor) : move.apply(j, r),
        notes(draw));
  }

  /** An atomic chunk that requests more work. */
  Step chunk(RequestSteps requests) {
    List<Integer> running = known.running();
    if (running.isEmpty()) {
      return claim();
    }
    One one = write(draw.of(running));
    List<NewTask> more = draw.chance(60) ? List.of(requests.plain(known.newTask())) : List.of();
    return new Step(
        "chunk of " + one.words() + (more.isEmpty() ? "" : " and a request"),
        Set.of(one.task),
        side -> {
          if (one.held(side).isEmpty()) {
            return Step.NOTHING;
          }
          Checkpoint write = one.checkpoint(side);
          CheckpointResult checked =
              side.stores
                  .chunks()
                  .inChunk(
                      session -> {
                        session.insert(more);
                        return write;
                      });
          if (checked.landing().landed()) {
            one.landed(side, write);
          }
          // Some stores renew its worker in the same commit.
          side.stores.workers().renew(write.key().worker());
          return checked;
        });
  }

  /** A write that comes twice, too late, too early or from somebody else. */
  Step late() {
    List<Integer> claimed = known.reference.claimed();
    if (claimed.isEmpty() || known.tight) {
      return claim();
    }
    int task = draw.of(claimed);
    int claim = draw.between(0, known.reference.claims(task) - 1);
    Slip slip = draw.of(Slip.values());
    return checkpoint(List.of(new One(task, claim, slip, (j, r) -> r, notes(draw))));
  }

  /** How the key of a write is not the right one. */
  enum Slip {
    NONE,
    REPEAT,
    EARLIER,
    TOO_EARLY,
    STRANGER,
    STRANGER_REPEAT;

    /** The key, if such a write can occur under the claim. */
    Optional<WriteKey> key(Side.Held held) {
      WriteKey last = held.key;
      boolean wrote = last.sequence() > 0;
      return switch (this) {
        case NONE -> held.ended ? Optional.empty() : Optional.of(last.next());
        case REPEAT -> wrote ? Optional.of(last) : Optional.empty();
        case EARLIER -> last.sequence() > 1 ? Optional.of(at(last, -1)) : Optional.empty();
        case TOO_EARLY -> held.ended ? Optional.empty() : Optional.of(at(last, 2));
        case STRANGER -> held.ended ? Optional.empty() : Optional.of(strange(last.next()));
        case STRANGER_REPEAT -> wrote ? Optional.of(strange(last)) : Optional.empty();
      };
    }

    private static WriteKey at(WriteKey key, int more) {
      return new WriteKey(key.task(), key.worker(), key.fence(), key.sequence() + more);
    }

    private static WriteKey strange(WriteKey key) {
      return new WriteKey(key.task(), Sample.worker(999), key.fence(), key.sequence());
    }
  }

  /** One checkpoint of a call. */
  private record One(
      int task, int claim, Slip slip, BiFunction<StepPolicy, Run, Run> move, Notes notes) {

    String words() {
      return "task %d under its claim no. %d%s%s"
          .formatted(task, claim + 1, slip == Slip.NONE ? "" : " " + slip, RunSteps.words(notes));
    }

    Optional<Side.Held> held(Side side) {
      return side.held(task, claim).filter(h -> slip.key(h).isPresent());
    }

    Checkpoint checkpoint(Side side) {
      Side.Held held = held(side).orElseThrow();
      Run moved = move.apply(SettleSteps.JOURNEY, held.run);
      return new Checkpoint(slip.key(held).orElseThrow(), moved, notes);
    }

    void landed(Side side, Checkpoint write) {
      Side.Held held = held(side).orElseThrow();
      held.key = write.key();
      held.run = write.run();
    }
  }

  /** Hands back up to three tasks. */
  Step release() {
    List<Integer> running = known.running();
    if (running.isEmpty()) {
      return claim();
    }
    List<Integer> tasks = draw.some(running, 3);
    List<Integer> claims = tasks.stream().map(t -> known.reference.claims(t) - 1).toList();
    Slip slip = known.tight || draw.chance(80) ? Slip.NONE : draw.of(Slip.values());
    return new Step(
        "release tasks " + tasks + (slip == Slip.NONE ? "" : " " + slip),
        Set.copyOf(tasks),
        side -> {
          List<Side.Held> helds = new ArrayList<>();
          for (int i = 0; i < tasks.size(); i++) {
            side.held(tasks.get(i), claims.get(i))
                .filter(h -> slip.key(h).isPresent())
                .ifPresent(helds::add);
          }
          List<WriteKey> keys = helds.stream().map(h -> slip.key(h).orElseThrow()).toList();
          List<WriteResult> results = side.stores.runs().release(keys);
          ended(helds, keys, results);
          return results;
        });
  }

  static void ended(List<Side.Held> helds, List<WriteKey> keys, List<WriteResult> results) {
    for (int i = 0; i < helds.size(); i++) {
      if (results.get(i).landed()) {
        helds.get(i).key = keys.get(i);
        helds.get(i).ended = true;
      }
    }
  }

  static Notes notes(Draw draw) {
    if (draw.chance(50)) {
      return Notes.NONE;
    }
    return new Notes(
        draw.chance(20) ? Optional.of(Payload.of("changed " + draw.upTo(9))) : Optional.empty(),
        draw.chance(40)
            ? Optional.of(new Progress(draw.upTo(9), 9, "step " + draw.upTo(9)))
            : Optional.empty(),
        draw.chance(20) ? Optional.of(Payload.of("result " + draw.upTo(9))) : Optional.empty(),
        draw.chance(50) ? messages(draw) : List.of(),
        draw.chance(20)
            ? List.of(new SetAside("item " + draw.upTo(3), Payload.of("content"), "reason"))
            : List.of());
  }

  private static List<Message> messages(Draw draw) {
    return IntStream.range(0, draw.upTo(3))
        .mapToObj(
            i -> {
              Message.Level level = draw.of(Message.Level.values());
              boolean milestone = level == Message.Level.MILESTONE;
              return new Message(level, milestone ? "half way" : "message " + draw.upTo(99));
            })
        .toList();
  }

  static String words(Notes notes) {
    return (notes.arguments().isPresent() ? " with arguments" : "")
        + notes.progress().map(p -> " with progress").orElse("")
        + notes.result().map(r -> " with " + r).orElse("")
        + (notes.messages().isEmpty() ? "" : " with " + notes.messages().size() + " messages")
        + (notes.milestone() ? " and a milestone" : "")
        + (notes.setAside().isEmpty() ? "" : " with an item set aside");
  }
}
