package dev.stint.application.service;

import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes inserts on; before or after each, something may be made to happen. */
final class ScriptedStore implements RequestStore {

  final List<List<NewTask>> batches = Collections.synchronizedList(new ArrayList<>());
  final Deque<Consumer<List<NewTask>>> before = new ConcurrentLinkedDeque<>();
  final Deque<Runnable> after = new ConcurrentLinkedDeque<>();
  Consumer<List<NewTask>> always = tasks -> {};
  final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
  volatile @Nullable Thread joining;
  private final RequestStore behind;

  ScriptedStore(RequestStore behind) {
    this.behind = behind;
  }

  @Override
  public List<Inserted> insert(List<NewTask> tasks) {
    batches.add(List.copyOf(tasks));
    threads.add(Thread.currentThread());
    always.accept(tasks);
    if (!before.isEmpty()) {
      before.poll().accept(tasks);
    }
    List<Inserted> answers = behind.insert(tasks);
    if (!after.isEmpty()) {
      after.poll().run();
    }
    return answers;
  }

  @Override
  public boolean joins() {
    return Thread.currentThread().equals(joining);
  }

  @Override
  public List<Inserted> insertWithin(Object transaction, List<NewTask> tasks) {
    return behind.insertWithin(transaction, tasks);
  }
}
