package dev.stint.web.events;

import dev.stint.application.log.GuardedLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;

/** All who watch one thing. */
final class Topic<S> {

  private static final Logger LOG = GuardedLog.of(Topic.class);

  private final Watched<S> watched;
  private final List<Reader> readers = new CopyOnWriteArrayList<>();
  private long due;
  private boolean troubled;

  Topic(Watched<S> watched, long now) {
    this.watched = watched;
    this.due = now;
  }

  void add(Reader reader) {
    readers.add(reader);
  }

  boolean isEmpty() {
    return readers.isEmpty();
  }

  void close() {
    readers.forEach(Reader::close);
  }

  /** Looks, if it is time to or somebody came. */
  void tick(long now) {
    readers.removeIf(reader -> !reader.watches(now));
    List<Reader> all = List.copyOf(readers);
    if (!all.isEmpty() && (now - due >= 0 || all.stream().anyMatch(Reader::isFresh))) {
      due = now + watched.every().toNanos();
      look(all);
    }
  }

  private void look(List<Reader> all) {
    try {
      S seen = watched.look(all);
      troubled = false;
      all.forEach(reader -> tell(seen, reader));
    } catch (RuntimeException | Error e) {
      trouble(all, e);
    }
  }

  private void tell(S seen, Reader reader) {
    reader.looked();
    watched.tell(seen, reader);
  }

  private void trouble(List<Reader> all, Throwable error) {
    if (!troubled) {
      troubled = true;
      LOG.warn("what is watched cannot be looked at; it is tried again", error);
    }
    String words = watched.words(error);
    all.forEach(reader -> reader.trouble(words));
  }
}
