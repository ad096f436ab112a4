package dev.stint.redis;

import dev.stint.domain.Line;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;

/** Listens for hints on a connection of its own, again whenever that breaks, until closed. */
final class Listening extends JedisPubSub {

  private static final long RETRY_MILLIS = 1_000;

  private final UnifiedJedis jedis;
  private final String channel;
  private final String self;
  private final Consumer<Line> listener;
  private final Runnable missed;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param self whose messages are left out: what this process says it hears at once
   * @param missed called whenever it begins to hear
   */
  Listening(
      UnifiedJedis jedis, String channel, String self, Consumer<Line> listener, Runnable missed) {
    this.jedis = jedis;
    this.channel = channel;
    this.self = self;
    this.listener = listener;
    this.missed = missed;
  }

  void listen() {
    do {
      hear();
    } while (!over());
  }

  /** Waits a moment; an interrupt ends the wait, and only the end of all ends the listening. */
  private boolean over() {
    try {
      return closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return closed.getCount() == 0;
    }
  }

  private void hear() {
    try {
      jedis.subscribe(this, channel);
    } catch (Throwable broken) {
      // Whatever a driver throws: polling goes on meanwhile.
    }
  }

  @Override
  public void onMessage(String from, String message) {
    Hint.lines(message, self).forEach(this::tell);
  }

  void tell(Line line) {
    tell(() -> listener.accept(line));
  }

  private void tell(Runnable what) {
    if (closed.getCount() == 0) {
      return;
    }
    try {
      what.run();
    } catch (Throwable itsOwn) {
      // The next hint is told all the same.
    }
  }

  /** Closed while the subscription was under way: then it ends here. */
  @Override
  public void onSubscribe(String to, int all) {
    if (closed.getCount() == 0) {
      unsubscribe();
    }
    tell(missed);
  }

  void close() {
    closed.countDown();
    try {
      if (isSubscribed()) {
        unsubscribe();
      }
    } catch (RuntimeException broken) {
      // Then nobody listens any more.
    }
  }
}
