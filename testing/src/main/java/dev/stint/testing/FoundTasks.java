package dev.stint.testing;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import java.time.InstantSource;
import java.util.List;

/** The tasks that are in the store, as a test looks at them. */
record FoundTasks(Stint stint, ArgumentCodec codec, InstantSource clock) {

  TestTask task(TaskId id) {
    return new TestTask(id, stint, codec, clock);
  }

  List<TestTask> all() {
    return found(TaskSearch.ALL);
  }

  List<TestTask> all(TaskType<?> type) {
    return found(TaskSearch.ALL.type(type.name().value()));
  }

  private List<TestTask> found(TaskSearch search) {
    TaskSearch oldest = search.order(TaskOrder.OLDEST).limit(TaskSearch.MOST);
    return stint.ask().search(oldest).tasks().stream().map(row -> task(row.id())).toList();
  }

  TestTask only(TaskType<?> type) {
    List<TestTask> all = all(type);
    if (all.size() != 1) {
      throw new AssertionError(
          "expected one task of %s, but there are %d%s"
              .formatted(type.name(), all.size(), stories(all)));
    }
    return all.get(0);
  }

  List<TestTask> unfinished() {
    return all().stream().filter(t -> !t.status().finished()).toList();
  }

  static String stories(List<TestTask> tasks) {
    return tasks.isEmpty()
        ? ""
        : ":\n" + String.join("\n", tasks.stream().limit(10).map(TestTask::story).toList());
  }
}
