package dev.stint.application.engine.action;

import dev.stint.application.api.Request;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Fence;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A stint in memory: durable is what a checkpoint or a chunk left; time moves when told. */
final class FakeScope implements ChunkScope {

  Payload durable = Payload.NONE;
  final List<SetAside> durableAside = new ArrayList<>();
  final List<String> durableMessages = new ArrayList<>();

  /** The user's table: written in an open chunk, kept by its commit. */
  final List<Integer> table = new ArrayList<>();

  final List<Integer> open = new ArrayList<>();
  private final List<SetAside> aside = new ArrayList<>();
  private final List<String> redone = new ArrayList<>();
  final List<String> messages = new ArrayList<>();
  Progress progress = Progress.NONE;
  int checkpoints;
  int narrowed;
  boolean crashed;
  int conflicts;
  int repeats = 4;
  int yieldAfter = Integer.MAX_VALUE;
  Duration time = Duration.ZERO;

  @Override
  public void link(ActionLink link) {
    messages.add(link.text());
  }

  @Override
  public void setAside(SetAside item) {
    aside.add(item);
  }

  @Override
  public List<SetAside> setAside(int count, int skip) {
    return durableAside.stream().skip(skip).limit(count).toList();
  }

  @Override
  public void redone(String item) {
    redone.add(item);
  }

  @Override
  public void inChunk(Work work) throws Exception {
    List<SetAside> asideBefore = List.copyOf(aside);
    List<String> messagesBefore = List.copyOf(messages);
    open.clear();
    try {
      Payload cursor = work.in(new Session());
      if (conflicts > 0) {
        conflicts--;
        throw new StoreException(StoreException.Kind.TRANSIENT, "deadlock");
      }
      table.addAll(open);
      keep(cursor);
    } catch (Throwable e) {
      aside.clear();
      aside.addAll(asideBefore);
      messages.clear();
      messages.addAll(messagesBefore);
      redone.clear();
      throw e;
    }
  }

  @Override
  public Patience patience() {
    int[] left = {repeats};
    return error -> error.isTransient() && left[0]-- > 0;
  }

  @Override
  public void checkpoint(Payload cursor) {
    keep(cursor);
  }

  private void keep(Payload cursor) {
    durable = cursor;
    aside.forEach(this::keep);
    durableAside.removeIf(a -> redone.contains(a.item()));
    redone.clear();
    durableMessages.addAll(messages);
    aside.clear();
    messages.clear();
    checkpoints++;
  }

  /** In its old place, if it is set aside again. */
  private void keep(SetAside item) {
    for (int i = 0; i < durableAside.size(); i++) {
      if (durableAside.get(i).item().equals(item.item())) {
        durableAside.set(i, item);
        return;
      }
    }
    durableAside.add(item);
  }

  @Override
  public boolean shouldYield() {
    return checkpoints >= yieldAfter;
  }

  @Override
  public Payload cursor() {
    return durable;
  }

  @Override
  public Duration elapsed() {
    return time;
  }

  @Override
  public void progress(long done, long total, String text) {
    progress = new Progress(done, total, text);
  }

  @Override
  public void message(Message.Level level, String text) {
    messages.add(text);
  }

  @Override
  public TaskId task() {
    return new TaskId(new UUID(0, 1));
  }

  @Override
  public Fence fence() {
    return new Fence(1);
  }

  @Override
  public int attempt() {
    return 0;
  }

  @Override
  public Instant deadline() {
    return Instant.EPOCH;
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public Duration lease() {
    return Duration.ofSeconds(10);
  }

  @Override
  public boolean simulate() {
    return false;
  }

  @Override
  public void milestone(String name) {
    throw new UnsupportedOperationException("not used");
  }

  @Override
  public boolean came(Await awaited) {
    throw new UnsupportedOperationException("not used");
  }

  @Override
  public void request(Request<?> request) {
    throw new UnsupportedOperationException();
  }

  /** Hands out the open table. */
  private final class Session implements ChunkStore.Session {
    @Override
    public <T> T as(Class<T> kind) {
      return kind.cast(open);
    }

    @Override
    public List<Inserted> insert(List<NewTask> tasks) {
      return List.of();
    }
  }

  @Override
  public boolean crashed() {
    return crashed;
  }

  @Override
  public void narrow(Payload cursor) {
    narrowed++;
    durable = cursor;
  }

  @Override
  public void stopWorker(String why) {}

  @Override
  public void committed(String action, java.util.function.Supplier<List<String>> items) {}
}
