package dev.stint.application.engine.action;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.spi.ChunkStore;
import dev.stint.domain.Bounds;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a chunk's {@code process} sees. What it notes is kept back until the chunk was processed.
 */
final class ChunkView implements ChunkContext {

  private final ChunkScope scope;
  private final Optional<ChunkStore.Session> session;
  private final long before;
  private final List<SetAside> aside = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();

  /**
   * @param before how many items were set aside by earlier chunks
   */
  ChunkView(ChunkScope scope, Optional<ChunkStore.Session> session, long before) {
    this.scope = scope;
    this.session = session;
    this.before = before;
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
    String name = ChunkNames.of(item, before + aside.size());
    Payload kept = Bounds.payload("the content of item '" + name + "'", Payload.of(content));
    aside.add(new SetAside(name, kept, reason));
  }

  @Override
  public void message(Message.Level level, String text) {
    messages.add(new Message(level, text));
  }

  /** Whether the item was set aside by hand. */
  boolean hasAside(String item) {
    return aside.stream().anyMatch(noted -> noted.item().equals(item));
  }

  /** Hands on what was noted; answers the cursor with the items set aside counted. */
  ChunkCursor noted(ChunkCursor next) {
    ChunkCursor reached = next;
    for (SetAside item : aside) {
      scope.setAside(item);
      reached = reached.aside(item.item() + ": " + item.reason());
    }
    messages.forEach(m -> scope.message(m.level(), m.text()));
    return reached;
  }
}
