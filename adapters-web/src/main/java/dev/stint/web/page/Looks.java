package dev.stint.web.page;

import dev.stint.web.events.Beat;
import dev.stint.web.events.EventStreams;
import dev.stint.web.trends.Trends;
import java.util.function.LongSupplier;

/**
 * What looks at the store by itself while people use the page.
 *
 * @param streams of those who have a page open
 * @param nanos time that only goes on
 */
record Looks(Trends trends, EventStreams streams, LongSupplier nanos) {

  /** Pages that may be told at once. */
  private static final int MOST_STREAMS = 500;

  static Looks onTheirOwnThreads() {
    return new Looks(
        Trends.onItsOwnThread(),
        new EventStreams(MOST_STREAMS, System::nanoTime, Beat.onItsOwnThread()),
        System::nanoTime);
  }

  void close() {
    trends.close();
    streams.close();
  }
}
