package dev.stint.application.contract.agreement;

import dev.stint.application.contract.agreement.Draw.Way;
import dev.stint.domain.task.WorkerView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Steps for two stores, made of a seed.
 *
 * @param tight whether its claims are limited so that a store may have to hand back what it took
 */
record Script(long seed, boolean tight, List<Step> steps) {

  /** One script in this many is tight. */
  private static final int TIGHT_EACH = 4;

  /** One script in this many keeps to a few tasks, so that much happens to each. */
  private static final int NARROW_EACH = 2;

  private static final int FEW_TASKS = 4;

  /**
   * How often a verb comes up in one script, beside its usual share. Scripts without some verbs and
   * with much of others reach what a script of all verbs alike does not (Groce et al., "Swarm
   * Testing", ISSTA 2012).
   */
  private static final List<Integer> SHARES = List.of(0, 1, 2, 8);

  private static final int USUAL = 2;

  /** Draws a script that makes sense on the reference, while it is done there. */
  static Script of(long seed, int length, Instant beginning, boolean successors) {
    boolean tight = seed % TIGHT_EACH == 0;
    try (Side reference = new Side(new Reference(beginning), successors, !tight)) {
      int most = seed % NARROW_EACH == 0 ? FEW_TASKS : Integer.MAX_VALUE;
      Known known = new Known(new Draw(seed), reference, tight, most);
      List<Way<Step>> ways = ways(known);
      UpkeepSteps upkeep = new UpkeepSteps(known);
      List<Step> steps = new ArrayList<>();
      while (steps.size() < length) {
        Step next =
            alone(reference) && (steps.isEmpty() || known.draw.chance(60))
                ? upkeep.newWorker()
                : known.draw.weighted(ways);
        next.on(reference);
        steps.add(next);
      }
      return new Script(seed, tight, steps);
    }
  }

  /** Whether no worker is at work, so that nothing would happen. */
  private static boolean alone(Side reference) {
    return reference.stores.queries().workers().stream().noneMatch(WorkerView::live);
  }

  /** The ways to go in this script. New tasks and claims are in each, or nothing would happen. */
  private static List<Way<Step>> ways(Known known) {
    RequestSteps requests = new RequestSteps(known);
    RunSteps runs = new RunSteps(known);
    List<Way<Step>> ways = new ArrayList<>();
    ways.add(new Way<>(11 * USUAL, () -> known.full() ? runs.claim() : requests.news()));
    ways.add(new Way<>(14 * USUAL, runs::claim));
    Stream.concat(work(known, requests, runs).stream(), others(known).stream())
        .map(w -> new Way<>(w.weight() * known.draw.of(SHARES), w.taken()))
        .forEach(ways::add);
    return ways;
  }

  private static List<Way<Step>> work(Known known, RequestSteps requests, RunSteps runs) {
    SettleSteps ends = new SettleSteps(known);
    return List.of(
        new Way<>(3, requests::repeat),
        new Way<>(3, runs::claimAgain),
        new Way<>(9, runs::checkpoint),
        new Way<>(4, runs::late),
        new Way<>(3, runs::release),
        new Way<>(3, () -> runs.chunk(requests)),
        new Way<>(14, ends::settle),
        new Way<>(4, ends::settleTaking),
        new Way<>(3, ends::late),
        new Way<>(4, ends::register));
  }

  private static List<Way<Step>> others(Known known) {
    SteerSteps steering = new SteerSteps(known);
    UpkeepSteps upkeep = new UpkeepSteps(known);
    AskSteps asking = new AskSteps(known);
    return List.of(
        new Way<>(2, steering::look),
        new Way<>(12, steering::move),
        new Way<>(5, steering::raise),
        new Way<>(4, steering::adjust),
        new Way<>(3, steering::clean),
        new Way<>(9, upkeep::advance),
        new Way<>(5, upkeep::promote),
        new Way<>(1, upkeep::deliver),
        new Way<>(2, upkeep::newWorker),
        new Way<>(1, upkeep::registerAgain),
        new Way<>(4, upkeep::renew),
        new Way<>(1, upkeep::retire),
        new Way<>(2, upkeep::lose),
        new Way<>(3, upkeep::takeOver),
        new Way<>(1, upkeep::clearWait),
        new Way<>(4, upkeep::wake),
        new Way<>(2, upkeep::swap),
        new Way<>(2, upkeep::mutex),
        new Way<>(4, asking::list),
        new Way<>(3, asking::page));
  }
}
