package dev.stint.redis;

import dev.stint.application.spi.Bursts;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import redis.clients.jedis.UnifiedJedis;

/**
 * Hints within this process at once, and to others by publish and subscribe. A burst is one message
 * that names its lines and who sends it: while one is under way, or was just sent, the next gather.
 * It goes from a thread of its own, so no request waits for it. Thread-safe.
 */
final class RedisWakeups implements Wakeups, AutoCloseable {

  private final UnifiedJedis jedis;
  private final String channel;
  private final String self = UUID.randomUUID().toString();
  private final List<Listening> listeners = new CopyOnWriteArrayList<>();
  private final Bursts own;
  private final Bursts bursts;

  RedisWakeups(UnifiedJedis jedis, String prefix) {
    this.jedis = jedis;
    this.channel = prefix + ":wakeups";
    this.own = new Bursts("stint-hint", this::tell);
    this.bursts = Bursts.spaced("stint-redis-publish", this::send);
  }

  @Override
  public void publish(Collection<Line> lines) {
    if (!listeners.isEmpty()) {
      own.add(lines);
    }
    bursts.add(lines);
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener) {
    return subscribe(listener, () -> {});
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener, Runnable missed) {
    Listening listening = new Listening(jedis, channel, self, listener, missed);
    daemon("stint-redis-listen", listening::listen).start();
    listeners.add(listening);
    return () -> {
      listeners.remove(listening);
      listening.close();
    };
  }

  /** Publishes nothing more; listeners are closed by those who have them. */
  @Override
  public void close() {
    own.close();
    bursts.close();
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void tell(Set<Line> lines) {
    listeners.forEach(listening -> lines.forEach(listening::tell));
  }

  private void send(Set<Line> lines) {
    try {
      jedis.publish(channel, Hint.text(lines, self));
    } catch (RuntimeException lost) {
      // A lost hint costs latency only.
    }
  }
}
