package dev.stint.redis;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.Lane;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.ClaimSize;
import dev.stint.redis.ClaimSplit.Shares;
import dev.stint.redis.ClaimSplit.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Takes ready tasks in two rounds: every partition says what is ready, then each gives its share.
 * Order scope PARTITION: exact inside a partition, and across partitions as far as the heads reach.
 */
final class Claiming {

  /** Others may take what was seen ready; so often it is tried before the answer is none. */
  private static final int TRIES = 4;

  private static final Comparator<Row> ORDER = Comparator.comparing(Row::member);

  private final Redis redis;

  Claiming(Redis redis) {
    this.redis = redis;
  }

  /**
   * @param giveBack releases tasks that are more than the answer may hold
   */
  Claimed claim(ClaimRequest request, Consumer<List<WriteKey>> giveBack) {
    return request.priorities().isAll() || request.lanes().size() < 2
        ? claimOnce(request, giveBack)
        : claimByLane(request, giveBack);
  }

  /** A range of priorities is one range of members in each lane. */
  private Claimed claimByLane(ClaimRequest request, Consumer<List<WriteKey>> giveBack) {
    Claimed first = claimOnce(rest(request, Lane.INTERACTIVE, List.of()), giveBack);
    ClaimRequest left = rest(request, Lane.BACKGROUND, first.tasks());
    Claimed second =
        left.maxBytes() > 0 ? claimOnce(left, giveBack) : new Claimed(List.of(), first.now(), true);
    List<Claim> tasks = new ArrayList<>(first.tasks());
    tasks.addAll(second.tasks());
    return new Claimed(tasks, second.now(), first.interactiveWaiting());
  }

  /** The same of one lane, less what was taken. */
  private static ClaimRequest rest(ClaimRequest request, Lane lane, List<Claim> taken) {
    int suspects = (int) taken.stream().filter(c -> c.run().suspect()).count();
    long bytes = taken.stream().mapToLong(Claim::size).sum();
    List<LineLimit> lines =
        request.lines().stream()
            .map(l -> new LineLimit(l.line(), l.limit() - (int) of(taken, l)))
            .toList();
    return new ClaimRequest(
        request.id(),
        lines,
        List.of(lane),
        request.limit() - taken.size() + suspects,
        request.suspects() - suspects,
        request.maxBytes() - bytes,
        request.priorities());
  }

  private static long of(List<Claim> taken, LineLimit line) {
    return taken.stream().filter(c -> c.spec().line().equals(line.line())).count();
  }

  private Claimed claimOnce(ClaimRequest request, Consumer<List<WriteKey>> giveBack) {
    Claimed claimed = new Claimed(List.of(), SortKeys.instant(0), false);
    for (int i = 0; i < TRIES; i++) {
      Ready ready = Ready.look(redis, request);
      List<Call> calls = calls(request, ready);
      List<Object> answers = redis.callAll(calls);
      List<Row> rows = new ArrayList<>();
      long now = ready.now();
      for (Object answer : answers) {
        List<?> parts = (List<?>) answer;
        now = Math.max(now, Long.parseLong(Args.text(parts.get(0))));
        for (int at = 1; at < parts.size(); at += 2) {
          rows.add(Row.at(parts, at));
        }
      }
      List<Claimed.Apart> apart = setApart(rows);
      rows.sort(ORDER);
      List<Claim> claims = fitting(rows, request.maxBytes(), giveBack);
      claimed = new Claimed(claims, SortKeys.instant(now), ready.interactiveBeside(claims), apart);
      if (calls.isEmpty() || !claims.isEmpty() || !apart.isEmpty()) {
        break;
      }
    }
    return claimed;
  }

  /**
   * Takes the rows out that this build cannot read. One with a status that scripts do not know was
   * set apart by the claim itself.
   */
  private List<Claimed.Apart> setApart(List<Row> rows) {
    List<Claimed.Apart> apart = new ArrayList<>();
    for (Row row : List.copyOf(rows)) {
      Run run = row.running() ? row.before() : row.run();
      Claimed.Apart.of(row.id(), run)
          .ifPresent(
              unknown -> {
                apart.add(unknown);
                rows.remove(row);
                if (row.running()) {
                  handBack(row);
                }
              });
    }
    return apart;
  }

  private void handBack(Row row) {
    int place = redis.places().of(row.spec());
    Args args = Writing.key(new Args(), row.key()).add(SortKeys.micros(StoredCodes.LOOK_AGAIN));
    redis.call("set_apart", redis.partitions().base(place), args);
  }

  private List<Claim> fitting(List<Row> rows, long maxBytes, Consumer<List<WriteKey>> giveBack) {
    List<Claim> claims = rows.stream().map(row -> row.claim(row.before())).toList();
    claims.forEach(claim -> redis.places().saw(claim.spec()));
    List<Claim> fitting = ClaimSize.fitting(claims, Claim::size, maxBytes);
    if (fitting.size() < claims.size()) {
      giveBack.accept(
          claims.subList(fitting.size(), claims.size()).stream().map(c -> c.key().next()).toList());
    }
    return fitting;
  }

  private List<Call> calls(ClaimRequest request, Ready ready) {
    int[] limits = request.lines().stream().mapToInt(LineLimit::limit).toArray();
    Shares shares = new Shares(request.limit());
    Shares suspects = new Shares(request.suspects());
    ClaimSplit.together(ready.sources("r"), shares, ready.sources("x"), suspects, limits.clone());
    int[] before = suspects.without(limits);
    int[] left = shares.without(limits);
    int asked =
        (int)
            IntStream.range(0, redis.partitions().count())
                .filter(p -> shares.of(p) + suspects.of(p) > 0)
                .count();
    List<Call> calls = new ArrayList<>();
    for (int p = 0; p < redis.partitions().count(); p++) {
      if (shares.of(p) + suspects.of(p) > 0) {
        Args args =
            new Args()
                .add(request.id().worker().toString())
                .add(request.id().number())
                .add(request.maxBytes() / asked)
                .add(SortKeys.micros(StoredCodes.LOOK_AGAIN))
                .add(2);
        place(args, request, new Place("r", p, ready, shares, before, request.limit()));
        place(args, request, new Place("x", p, ready, suspects, left, request.suspects()));
        calls.add(new Call("claim", redis.partitions().base(p), args));
      }
    }
    return calls;
  }

  /** What one partition is asked for from its ready tasks, or from its suspects. */
  private record Place(
      String name, int partition, Ready ready, Shares shares, int[] limits, int limit) {

    int of(int line) {
      return ClaimSplit.binds(ready.sources(name), line, limits[line], limit)
          ? shares.of(partition, line)
          : shares.of(partition);
    }
  }

  private static void place(Args args, ClaimRequest request, Place place) {
    int quota = place.shares.of(place.partition);
    int[] lines =
        IntStream.range(0, request.lines().size())
            .filter(l -> quota > 0 && place.of(l) > 0)
            .toArray();
    args.add(place.name).add(quota).add(low(request)).add(high(request)).add(lines.length);
    for (int line : lines) {
      args.add(SortKeys.line(request.lines().get(line).line())).add(place.of(line));
    }
  }

  private static String low(ClaimRequest request) {
    if (request.priorities().isAll()) {
      return request.lanes().contains(Lane.INTERACTIVE) ? "-" : "[1";
    }
    return SortKeys.low(request.lanes().get(0), request.priorities());
  }

  private static String high(ClaimRequest request) {
    if (request.priorities().isAll()) {
      return request.lanes().contains(Lane.BACKGROUND) ? "+" : "(1";
    }
    return SortKeys.high(request.lanes().get(0), request.priorities());
  }

  /** What every partition said is ready in the lines and lanes of a request. */
  private record Ready(long now, List<Found> found, ClaimRequest request) {

    private static final int MOST_HEADS = 64;

    private record Found(String place, Source source) {}

    static Ready look(Redis redis, ClaimRequest request) {
      int most = Math.max(request.limit(), request.suspects());
      int heads = Math.max(1, Math.min(most, MOST_HEADS / Math.max(1, request.lines().size())));
      List<Object> answers =
          redis.callAll(
              redis
                  .partitions()
                  .each(
                      "peek",
                      () -> {
                        Args args = new Args().add(heads).add(request.suspects() > 0);
                        for (Lane lane : Lane.values()) {
                          args.add(SortKeys.low(lane, request.priorities()));
                          args.add(SortKeys.high(lane, request.priorities()));
                        }
                        args.add(request.priorities().isAll());
                        args.add(request.lines().size());
                        request.lines().forEach(l -> args.add(SortKeys.line(l.line())));
                        return args;
                      }));
      List<Found> found = new ArrayList<>();
      long now = 0;
      for (int p = 0; p < answers.size(); p++) {
        List<?> parts = (List<?>) answers.get(p);
        now = Math.max(now, Long.parseLong(Args.text(parts.get(0))));
        for (Object part : parts.subList(1, parts.size())) {
          found.add(found(p, (List<?>) part));
        }
      }
      return new Ready(now, found, request);
    }

    private static Found found(int partition, List<?> part) {
      return new Found(
          Args.text(part.get(0)),
          new Source(
              partition,
              ((Long) part.get(1)).intValue(),
              (Long) part.get(2) == 0,
              ((List<?>) part.get(4)).stream().map(Args::text).toList(),
              (Long) part.get(3)));
    }

    List<Source> sources(String place) {
      return found.stream()
          .filter(f -> f.place.equals(place))
          .map(Found::source)
          .filter(
              s -> request.lanes().contains(s.interactive() ? Lane.INTERACTIVE : Lane.BACKGROUND))
          .toList();
    }

    boolean interactiveBeside(List<Claim> taken) {
      long waiting =
          found.stream()
              .filter(f -> f.place.equals("r") && f.source.interactive())
              .mapToLong(f -> f.source.count())
              .sum();
      long claimed =
          taken.stream()
              .filter(c -> c.spec().lane() == Lane.INTERACTIVE && !c.run().suspect())
              .count();
      return waiting > claimed;
    }
  }
}
