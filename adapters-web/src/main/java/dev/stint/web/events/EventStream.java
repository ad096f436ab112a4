package dev.stint.web.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Writes to one reader what they can take, and waits for none: what they cannot take yet waits
 * here. Thread-safe.
 */
final class EventStream implements WriteListener, AsyncListener {

  /** Bytes that may wait for a reader; who has more than that to hear is told it later. */
  private static final int ROOM = 256 * 1024;

  private final AsyncContext async;
  private final ServletOutputStream out;
  private final LongSupplier nanos;
  private final Runnable closed;
  private final AtomicBoolean told = new AtomicBoolean();
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int bytes;
  private long moved;
  private boolean begun;
  private boolean unflushed;
  private boolean ending;
  private boolean over;

  /**
   * @param closed called once, when nothing more is written
   */
  EventStream(AsyncContext async, ServletOutputStream out, LongSupplier nanos, Runnable closed) {
    this.async = async;
    this.out = out;
    this.nanos = nanos;
    this.closed = closed;
    this.moved = nanos.getAsLong();
  }

  void offer(String text) {
    byte[] more = text.getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      if (over || ending) {
        return;
      }
      waiting.add(more);
      bytes += more.length;
    }
    pump();
  }

  /** Closes once what waits is written. */
  void end() {
    synchronized (this) {
      ending = true;
    }
    pump();
  }

  /** Closes, whatever waits. */
  void abandon() {
    synchronized (this) {
      over = true;
    }
    finish();
  }

  synchronized boolean isOver() {
    return over;
  }

  synchronized boolean hasRoom() {
    return bytes < ROOM;
  }

  /** How long something has waited to be written; 0 if nothing waits. */
  synchronized long waits() {
    return waiting.isEmpty() ? 0 : nanos.getAsLong() - moved;
  }

  @Override
  public void onWritePossible() {
    synchronized (this) {
      begun = true;
    }
    pump();
  }

  private void pump() {
    boolean ended;
    synchronized (this) {
      if (!begun || over) {
        return;
      }
      try {
        write();
      } catch (IOException | RuntimeException e) {
        over = true; // The reader is gone.
      }
      ended = over;
    }
    if (ended) {
      finish();
    }
  }

  /** The container calls again after it was not ready. */
  private void write() throws IOException {
    while (out.isReady()) {
      byte[] next = waiting.poll();
      if (next != null) {
        bytes -= next.length;
        moved = nanos.getAsLong();
        unflushed = true;
        out.write(next);
      } else if (unflushed) {
        unflushed = false;
        out.flush();
      } else {
        over = ending;
        return;
      }
    }
  }

  private void finish() {
    if (told.compareAndSet(false, true)) {
      closed.run();
      try {
        async.complete();
      } catch (IllegalStateException e) {
        // The container completed it, for its reader is gone.
      }
    }
  }

  @Override
  public void onError(Throwable error) {
    abandon();
  }

  @Override
  public void onError(AsyncEvent event) {
    abandon();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    abandon();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    abandon();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Nobody dispatches it.
  }
}
