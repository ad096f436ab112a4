package dev.stint.application.engine;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.spi.ChunkStore;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import java.util.Optional;

/** What a chunk's {@code process} sees. */
final class ChunkView implements ChunkContext {

  private final ChunkScope scope;
  private final Optional<ChunkStore.Session> session;
  private long aside;
  private String lastAside = "";

  ChunkView(ChunkScope scope, Optional<ChunkStore.Session> session) {
    this.scope = scope;
    this.session = session;
  }

  long asideCount() {
    return aside;
  }

  String lastAside() {
    return lastAside;
  }

  @Override
  public ActionContext action() {
    return scope;
  }

  @Override
  public <T> T transaction(Class<T> kind) {
    return session
        .map(s -> s.as(kind))
        .orElseThrow(
            () -> new IllegalStateException("the action is not atomic(): it has no transaction"));
  }

  @Override
  public void setAside(String item, String content, String reason) {
    scope.setAside(new SetAside(item, Payload.of(content), reason));
    aside++;
    lastAside = item + ": " + reason;
  }

  @Override
  public void message(Message.Level level, String text) {
    scope.message(level, text);
  }
}
