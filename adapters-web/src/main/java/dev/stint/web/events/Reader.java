package dev.stint.web.events;

import dev.stint.application.api.operate.AskTasks;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One who watches, and what they have heard. Told by one thread at a time. */
public final class Reader {

  private static final long HEARTBEAT = Duration.ofSeconds(15).toNanos();
  private static final long STUCK = Duration.ofMinutes(1).toNanos();

  /** Then they come again, and show again who they are. */
  private static final long LONGEST = Duration.ofMinutes(30).toNanos();

  private final EventStream stream;
  private final AskTasks ask;
  private final long since;
  private final Map<String, String> last = new HashMap<>();
  private long lastSaid;
  private int position;
  private boolean looked;
  private boolean troubled;

  Reader(EventStream stream, AskTasks ask, int position, long now) {
    this.stream = stream;
    this.ask = ask;
    this.position = position;
    this.since = now;
    this.lastSaid = now;
  }

  /** The port as they have it. */
  public AskTasks ask() {
    return ask;
  }

  /** The number of the last event that has one. */
  public int position() {
    return position;
  }

  /** Whether they can take more now; who cannot is told at a later look. */
  public boolean hasRoom() {
    return stream.hasRoom();
  }

  /** Whether nothing was told them yet. */
  public boolean isFresh() {
    return !looked;
  }

  /** Tells them, unless it is what they were told last. */
  public void say(String event, String json) {
    say(event, json, json);
  }

  /**
   * Tells them, unless they were told as much.
   *
   * @param matter what makes it worth telling
   */
  public void say(String event, String json, String matter) {
    if (!matter.equals(last.put(event, matter))) {
      stream.offer("event: " + event + "\ndata: " + json + "\n\n");
    }
  }

  /** Tells them an event with a number, from which they can go on after a break. */
  public void say(String event, String json, int number) {
    position = number;
    stream.offer("event: " + event + "\nid: " + number + "\ndata: " + json + "\n\n");
  }

  /** Numbers begin anew. */
  public void restart() {
    position = 0;
  }

  /** Tells them why there is no more, and closes. */
  public void end(String event, String json) {
    say(event, json);
    stream.end();
  }

  /** Once while the trouble lasts. */
  void trouble(String json) {
    if (!troubled) {
      troubled = true;
      say("trouble", json);
    }
  }

  /** After trouble they are told everything again. */
  void looked() {
    looked = true;
    if (troubled) {
      troubled = false;
      last.clear();
    }
  }

  /** Whether they still watch; lets them know that the connection lives. */
  boolean watches(long now) {
    if (stream.waits() > STUCK) {
      stream.abandon();
    } else if (now - since > LONGEST) {
      stream.end();
    } else if (now - lastSaid > HEARTBEAT) {
      lastSaid = now;
      stream.offer(":\n\n");
    }
    return !stream.isOver();
  }

  void close() {
    stream.end();
    if (stream.waits() > 0) {
      stream.abandon();
    }
  }
}
