package dev.stint.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Runs scripts by their hash, many at once in one pipeline. Thread-safe. */
final class Redis {

  private static final Script.Shelf SCRIPTS = new Script.Shelf();

  private final UnifiedJedis jedis;
  private final String prefix;
  private final Partitions partitions;
  private final PartitionCache places;
  private final Clock clock;
  private final Pipelines pipelines;

  Redis(UnifiedJedis jedis, String prefix, Partitions partitions, Clock clock) {
    this.jedis = jedis;
    this.prefix = prefix;
    this.partitions = partitions;
    this.places = new PartitionCache(partitions);
    this.clock = clock;
    this.pipelines = new Pipelines(jedis);
  }

  Redis on(Clock other) {
    return new Redis(jedis, prefix, partitions, other);
  }

  UnifiedJedis jedis() {
    return jedis;
  }

  String prefix() {
    return prefix;
  }

  /** The base of the workers' rows. */
  String workers() {
    return prefix + ":{workers}:";
  }

  /** The base of the registers. */
  String registers() {
    return prefix + ":{registers}:";
  }

  PartitionCache places() {
    return places;
  }

  Partitions partitions() {
    return partitions;
  }

  /** Runs one script. */
  Object call(Call call) {
    Script script = SCRIPTS.get(call.verb());
    try {
      return jedis.evalsha(script.sha(), keys(call), args(call));
    } catch (JedisNoScriptException e) {
      return load(call);
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }

  Object call(String verb, String base, Args args) {
    return call(new Call(verb, base, args));
  }

  /** Runs a script that the server does not know, or not there: from then on it knows it. */
  private Object load(Call call) {
    try {
      return jedis.eval(SCRIPTS.get(call.verb()).text(), keys(call), args(call));
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }

  private static List<byte[]> keys(Call call) {
    return call.keys().stream().map(Args::bytes).toList();
  }

  private List<byte[]> args(Call call) {
    List<byte[]> args = new ArrayList<>(call.args().values().size() + 1);
    args.add(Args.bytes(clock.bound()));
    args.addAll(call.args().values());
    return args;
  }

  /** Runs each script, all under way at once; answers in order. Any that fails fails the call. */
  List<Object> callAll(List<Call> calls) {
    return pipelines.run(
        calls,
        (pipeline, call) ->
            pipeline.evalsha(SCRIPTS.get(call.verb()).sha(), keys(call), args(call)),
        this::call);
  }

  /**
   * Runs the script once a partition with its items, and puts the answers in the items' order.
   *
   * @param place the partition of an item
   * @param open makes of a script's reply what {@code read} reads by the item's number in it
   */
  <T, A, R> List<R> batch(
      String verb,
      List<T> items,
      ToIntFunction<T> place,
      Partitions.Bound<T> bound,
      BiFunction<A, Integer, R> read,
      Function<Object, A> open) {
    Map<Integer, List<Integer>> split = Partitions.split(items, place);
    List<Object> answers = callAll(partitions.calls(verb, items, split.entrySet(), bound));
    Map<Integer, R> results = new HashMap<>();
    int part = 0;
    for (List<Integer> places : split.values()) {
      A answer = open.apply(answers.get(part++));
      for (int i = 0; i < places.size(); i++) {
        results.put(places.get(i), read.apply(answer, i));
      }
    }
    return IntStream.range(0, items.size()).mapToObj(results::get).toList();
  }
}
