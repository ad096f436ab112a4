package dev.stint.redis;

import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks about tasks known by their ids alone. One that is not where its id says may have a serial
 * key: then every partition is asked whether it has it, as a claim asks every partition what is
 * ready.
 */
final class TaskLocator {

  private static final char GONE = 'G';

  private final Redis redis;
  private final PartitionCache places;

  TaskLocator(Redis redis) {
    this.redis = redis;
    this.places = redis.places();
  }

  /** Where those tasks are that are stored at all. */
  Map<TaskId, Integer> seek(List<TaskId> tasks) {
    Map<TaskId, Integer> found = new HashMap<>();
    if (tasks.isEmpty()) {
      return found;
    }
    List<Object> answers =
        redis.callAll(
            redis
                .partitions()
                .each(
                    "where",
                    () -> {
                      Args args = new Args().add(tasks.size());
                      tasks.forEach(t -> args.add(Row.hex(t)));
                      return args;
                    }));
    for (int p = 0; p < answers.size(); p++) {
      String stored = Args.text(answers.get(p));
      for (int i = 0; i < stored.length(); i++) {
        if (stored.charAt(i) == '1') {
          found.put(tasks.get(i), p);
          places.saw(tasks.get(i), p);
        }
      }
    }
    return found;
  }

  /**
   * Runs a script that answers {@code width} letters an item, the first of them G where the task is
   * not stored, on each item where its task is.
   */
  <T> List<String> letters(
      String verb, int width, List<T> items, Function<T, TaskId> id, Partitions.Bound<T> bound) {
    List<String> answers = new ArrayList<>(tried(verb, width, items, id, bound));
    List<Integer> gone = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).charAt(0) == GONE) {
        gone.add(i);
      }
    }
    if (gone.isEmpty()) {
      return answers;
    }
    Map<TaskId, Integer> found =
        seek(gone.stream().map(i -> id.apply(items.get(i))).distinct().toList());
    List<Integer> there =
        gone.stream().filter(i -> found.containsKey(id.apply(items.get(i)))).toList();
    List<String> again = tried(verb, width, there.stream().map(items::get).toList(), id, bound);
    for (int i = 0; i < there.size(); i++) {
      answers.set(there.get(i), again.get(i));
    }
    return answers;
  }

  private <T> List<String> tried(
      String verb, int width, List<T> items, Function<T, TaskId> id, Partitions.Bound<T> bound) {
    return redis.batch(
        verb,
        items,
        item -> places.of(id.apply(item)),
        bound,
        (answer, i) -> answer.substring(i * width, (i + 1) * width),
        Args::text);
  }

  /** Runs a script about one task where that is; an answer of nothing means: look elsewhere. */
  List<?> ask(String verb, TaskId task, Args args) {
    int place = places.of(task);
    List<?> answer = (List<?>) redis.call(verb, redis.partitions().base(place), args);
    if (!answer.isEmpty()) {
      return answer;
    }
    Integer found = seek(List.of(task)).get(task);
    return found == null || found == place
        ? answer
        : (List<?>) redis.call(verb, redis.partitions().base(found), args);
  }
}
