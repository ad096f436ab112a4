package dev.stint.redis;

import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.policy.HeadPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Ends stints, and again as the signal wants it where one was pending. */
final class Settling {

  private final TaskLocator locator;

  Settling(Redis redis) {
    this.locator = new TaskLocator(redis);
  }

  /** A settlement as it is to be if this signal is stored. */
  private record Attempt(int place, Settlement settlement, Signal signal) {}

  List<WriteResult> settle(List<Settlement> settlements) {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < settlements.size(); i++) {
      attempts.add(new Attempt(i, settlements.get(i), Signal.NONE));
    }
    Map<Integer, WriteResult> results = new HashMap<>();
    while (!attempts.isEmpty()) {
      List<String> answers =
          locator.letters("settle", 1, attempts, a -> a.settlement.key().task(), Settling::bind);
      List<Attempt> again = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        Attempt tried = attempts.get(i);
        char answer = answers.get(i).charAt(0);
        if (Codes.landed(answer)) {
          results.put(tried.place, Codes.landing(answer));
        } else {
          again.add(new Attempt(tried.place, tried.settlement, Codes.inTheWay(answer)));
        }
      }
      attempts = again;
    }
    return inOrder(settlements, results::get);
  }

  private static List<WriteResult> inOrder(List<?> items, Function<Integer, WriteResult> results) {
    List<WriteResult> answers = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      answers.add(results.apply(i));
    }
    return answers;
  }

  /** What many settlements of one call have in common is sent once. */
  private record Head(
      WorkerId worker, Signal signal, Outcome outcome, Duration keep, HeadPolicy policy) {}

  private static void bind(Args args, Attempt attempt) {
    Settlement settlement = attempt.settlement;
    WriteKey key = settlement.key();
    Outcome outcome = settlement.outcome().under(attempt.signal);
    byte[] history = RunHistory.entry(settlement, outcome);
    String written =
        Row.hex(key.task())
            + Writing.fence(key.fence())
            + Writing.sequence(key.sequence())
            + TaskCodec.end(settlement, outcome);
    boolean plain = settlement.notes().equals(Notes.NONE) && history.length == 0;
    Head head =
        new Head(key.worker(), attempt.signal, outcome, settlement.keep(), settlement.head());
    if (args.repeats(head) && plain) {
      args.add("=" + written);
      return;
    }
    args.add("+" + written).add(key.worker().toString()).add(Codes.of(attempt.signal));
    Writing.outcome(args, outcome, settlement.keep(), settlement.head());
    Writing.notes(args, settlement.notes(), history, settlement.history());
  }

  List<WriteResult> release(List<WriteKey> keys) {
    List<String> answers = locator.letters("release", 1, keys, WriteKey::task, Writing::key);
    return inOrder(
        keys,
        i ->
            Codes.landed(answers.get(i).charAt(0))
                ? Codes.landing(answers.get(i).charAt(0))
                : releaseUnder(keys.get(i)));
  }

  /** A release under a signal is a settlement to the status before the claim. */
  private WriteResult releaseUnder(WriteKey key) {
    return Row.of(locator.ask("row", key.task(), Writing.id(key.task())))
        .map(row -> settle(List.of(asWas(key, row))).get(0))
        .orElse(WriteResult.GONE);
  }

  private static Settlement asWas(WriteKey key, Row row) {
    ClaimRank rank = new StoredCodes().numbered("rank", ClaimRank.ORDINARY, row.rank());
    Run before = row.running() ? row.before() : row.run();
    return Settlement.release(key, Outcome.released(before, rank));
  }
}
