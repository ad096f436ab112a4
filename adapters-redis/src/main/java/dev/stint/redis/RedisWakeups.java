package dev.stint.redis;

import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** See {@link Wakeups}. One message names every line of one call. */
final class RedisWakeups implements Wakeups {

  private static final String BETWEEN = "\n\n";
  private static final long RETRY_MILLIS = 1_000;

  private final UnifiedJedis jedis;
  private final String channel;

  RedisWakeups(UnifiedJedis jedis, String prefix) {
    this.jedis = jedis;
    this.channel = prefix + ":wakeups";
  }

  @Override
  public void publish(Collection<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    Set<Line> once = new LinkedHashSet<>(lines);
    try {
      jedis.publish(channel, once.stream().map(Members::line).collect(Collectors.joining(BETWEEN)));
    } catch (JedisException lost) {
      // A lost hint costs latency only.
    }
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener) {
    Ear ear = new Ear(listener);
    Thread thread = new Thread(ear::listen, "stint-redis-wakeups");
    thread.setDaemon(true);
    thread.start();
    return ear::close;
  }

  /** Listens on a connection of its own, again whenever that breaks, until closed. */
  private final class Ear extends JedisPubSub {
    private final Consumer<Line> listener;
    private final CountDownLatch closed = new CountDownLatch(1);

    Ear(Consumer<Line> listener) {
      this.listener = listener;
    }

    void listen() {
      try {
        do {
          hear();
        } while (!closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void hear() {
      try {
        jedis.subscribe(this, channel);
      } catch (JedisException broken) {
        // Polling goes on meanwhile.
      }
    }

    @Override
    public void onMessage(String from, String message) {
      for (String line : message.split(BETWEEN)) {
        String[] names = line.split("\n");
        listener.accept(new Line(new QueueName(names[0]), new TaskTypeName(names[1])));
      }
    }

    @Override
    public void onSubscribe(String to, int all) {
      if (closed.getCount() == 0) {
        unsubscribe();
      }
    }

    void close() {
      closed.countDown();
      if (isSubscribed()) {
        unsubscribe();
      }
    }
  }
}
