package dev.stint.web.events;

import dev.stint.application.log.GuardedLog;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * The open streams of a servlet. What several of them watch is looked at once for all. A reader who
 * is slow or gone keeps nobody waiting. Thread-safe.
 */
public final class EventStreams {

  private static final Logger LOG = GuardedLog.of(EventStreams.class);

  /** What a browser waits before it comes again. */
  private static final String HELLO = "retry: 3000\n\n";

  private final int most;
  private final LongSupplier nanos;
  private final Beat beat;
  private final Map<Object, Topic<?>> topics = new LinkedHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private boolean closed;

  /**
   * @param most streams at once
   * @param nanos time that only goes on
   */
  public EventStreams(int most, LongSupplier nanos, Beat beat) {
    this.most = most;
    this.nanos = nanos;
    this.beat = beat;
  }

  /** How many are open. */
  public int size() {
    return open.get();
  }

  /**
   * Goes on with the response until the reader has gone, or there is no more to tell.
   *
   * @param request of a servlet that may answer asynchronously
   * @return false, and the response is as it was, if as many are open as may be
   */
  public boolean open(Watch watch, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      return false;
    }
    try {
      begin(watch, request, response);
      return true;
    } catch (IllegalStateException e) {
      open.decrementAndGet();
      throw e;
    }
  }

  private void begin(Watch watch, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/event-stream");
    response.setHeader("X-Accel-Buffering", "no");
    ServletOutputStream out = response.getOutputStream();
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    EventStream stream = new EventStream(async, out, nanos, open::decrementAndGet);
    async.addListener(stream);
    stream.offer(HELLO);
    add(watch, new Reader(stream, watch.ask(), watch.position(), nanos.getAsLong()));
    out.setWriteListener(stream);
  }

  private void add(Watch watch, Reader reader) {
    synchronized (topics) {
      topics
          .computeIfAbsent(watch.key(), key -> new Topic<>(watch.watched(), nanos.getAsLong()))
          .add(reader);
      if (closed) {
        reader.close();
      } else {
        beat.begin(this::tick);
      }
    }
  }

  /** Looks at what is due, and tells the readers. */
  public void tick() {
    topics().forEach(this::tick);
    synchronized (topics) {
      topics.values().removeIf(Topic::isEmpty);
      if (topics.isEmpty()) {
        beat.end();
      }
    }
  }

  /** Whatever breaks, the others are looked at, too. */
  private void tick(Topic<?> topic) {
    try {
      topic.tick(nanos.getAsLong());
    } catch (RuntimeException | Error e) {
      LOG.error("a reader of live events could not be told", e);
    }
  }

  private List<Topic<?>> topics() {
    synchronized (topics) {
      return new ArrayList<>(topics.values());
    }
  }

  /** Ends those that are open. */
  public void endAll() {
    topics().forEach(Topic::close);
  }

  /** Ends all, and opens no more. */
  public void close() {
    synchronized (topics) {
      closed = true;
      beat.end();
    }
    endAll();
  }
}
