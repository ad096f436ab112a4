package dev.stint.redis;

import dev.stint.application.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Runs many scripts at once, in a pipeline to each server. The driver's pipeline of a cluster never
 * asks again which node serves which slots. After a failure the topology is refreshed, and scripts
 * run one by one, following redirections, until a whole call has succeeded. Thread-safe.
 */
final class Pipelines {

  private final UnifiedJedis jedis;
  private volatile boolean oneByOne;

  Pipelines(UnifiedJedis jedis) {
    this.jedis = jedis;
  }

  /**
   * Answers in order. Any that fails fails the call; which of the others ran is not known then.
   *
   * @param send puts a script into a pipeline
   * @param alone runs one outside of a pipeline, whether its server knows it or not
   */
  List<Object> run(
      List<Call> calls,
      BiFunction<AbstractPipeline, Call, Response<Object>> send,
      Function<Call, Object> alone) {
    if (calls.size() < 2 || oneByOne) {
      List<Object> answers = calls.stream().map(alone).toList();
      oneByOne = oneByOne && calls.size() < 2;
      return answers;
    }
    List<Response<Object>> responses = sent(calls, send);
    List<Object> answers = new ArrayList<>(calls.size());
    for (int i = 0; i < responses.size(); i++) {
      answers.add(answer(responses.get(i), calls.get(i), alone));
    }
    return answers;
  }

  private List<Response<Object>> sent(
      List<Call> calls, BiFunction<AbstractPipeline, Call, Response<Object>> send) {
    Optional<AbstractPipeline> opened = Optional.empty();
    try {
      AbstractPipeline pipeline = jedis.pipelined();
      opened = Optional.of(pipeline);
      List<Response<Object>> responses = new ArrayList<>(calls.size());
      for (Call call : calls) {
        responses.add(send.apply(pipeline, call));
      }
      pipeline.sync();
      return responses;
    } catch (RuntimeException e) {
      failed();
      throw Failures.of(e);
    } finally {
      opened.ifPresent(this::close);
    }
  }

  /** What a driver throws as it gives connections back takes no answer away. */
  private void close(AbstractPipeline pipeline) {
    try {
      pipeline.close();
    } catch (RuntimeException | Error broken) {
      failed();
    }
  }

  private Object answer(Response<Object> response, Call call, Function<Call, Object> alone) {
    try {
      return response.get();
    } catch (JedisNoScriptException | JedisRedirectionException notRun) {
      return alone.apply(call);
    } catch (IllegalStateException e) {
      failed();
      throw new StoreException(
          StoreException.Kind.TRANSIENT, "a Redis node did not answer: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }

  private void failed() {
    oneByOne = true;
    if (jedis instanceof RedisClusterClient cluster) {
      try {
        cluster.refreshClusterTopology();
      } catch (RuntimeException | Error nobodyAnswers) {
        // Asked again after the next failure.
      }
    }
  }
}
