package dev.stint.application.engine.action;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Replay;

/** What a replay says of itself, and what it changes in the counts of the walk before it. */
final class ReplayCounts {

  private final ArgumentCodec codec;

  ReplayCounts(ArgumentCodec codec) {
    this.codec = codec;
  }

  static String begins(Replay replay) {
    String by = replay.wanted().by().map(who -> ", as " + who + " asked").orElse("");
    return "replays " + items(replay.wanted().count()) + " set aside" + by;
  }

  private static String items(long count) {
    return count == 1 ? "1 item" : count + " items";
  }

  /** Tells how it went; a walk that goes on counts no more what was done. */
  void end(Replay replay, ChunkScope scope) {
    Replay.Reached reached = replay.reached();
    Message.Level level =
        reached.failed() + reached.missing() > 0 ? Message.Level.WARNING : Message.Level.INFO;
    scope.message(level, words(reached));
    if (replay.then().goesOn() && replay.then().within()) {
      scope.checkpoint(replay.recounted(recounted(replay)).cursor());
    }
  }

  private static String words(Replay.Reached reached) {
    return "replayed "
        + items(reached.done())
        + (reached.failed() > 0 ? "; " + reached.failed() + " failed again" : "")
        + (reached.missing() > 0 ? "; " + reached.missing() + " could not be read again" : "");
  }

  /** One that a person wrote counts nothing yet. */
  private Payload recounted(Replay replay) {
    Payload before = replay.then().cursor();
    try {
      ChunkCursor walk = (ChunkCursor) codec.decode(before, ChunkCursor.class);
      return codec.encode(walk.redone(replay.reached().done()));
    } catch (ArgumentCodec.UnreadableException e) {
      return before;
    }
  }
}
