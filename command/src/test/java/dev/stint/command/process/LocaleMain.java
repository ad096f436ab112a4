package dev.stint.command.process;

import com.google.inject.Guice;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.Mutexes;
import dev.stint.bootstrap.Stint;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskTimes;
import dev.stint.domain.TimeRange;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A host whose JVM writes numbers with other digits, and letters in other cases. */
final class LocaleMain {

  private static final TaskType<Integer> TYPE = TaskType.of("ISIKLI.istif", Integer.class);
  private static final int TASKS = 40;

  private LocaleMain() {}

  public static void main(String[] words) throws Exception {
    // Before any other class is there: what classes make of the locale they make once.
    Locale.setDefault(Locale.forLanguageTag(words[0]));
    for (String url : List.of(words).subList(1, words.length)) {
      System.out.println("on " + url);
      try (OpenStore store = StoreUrl.of(url).open(Duration.ofSeconds(10))) {
        store.migrate();
        Mutexes mutexes = Guice.createInjector(store.mutexModule()).getInstance(Mutexes.class);
        worked(Stint.on(store.stores(), mutexes));
      }
    }
    System.out.println("all done");
  }

  private static void worked(Stint.Builder builder) {
    Stint stint =
        builder
            .define(
                TaskDefinition.of(TYPE)
                    .then(
                        ActionDefinition.<Integer>of("act", LocaleMain::act)
                            .retry(RetryPolicy.fixed(5, Duration.ZERO))))
            .build();
    List<TaskId> all = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      all.add(stint.tasks().request(TYPE.with(i).serialKey("key " + i % 3).key("own " + i)).id());
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              boolean drained = stint.batches().runBatch(Duration.ofMinutes(2)).drained();
              must(!drained || over(stint, all), "what is left by a batch that left nothing");
              return drained;
            });
    for (TaskId task : all) {
      String status = stint.ask().find(task).orElseThrow().standing().run().status().name();
      must(status.equals("SUCCEEDED"), task + " is " + status);
      must(stint.ask().history(task, 9, 0).size() == 1, "the history of " + task);
    }
    Instant now = Instant.now();
    TaskFilter hour =
        TaskFilter.newest(999)
            .type(TYPE.name())
            .order(TaskOrder.FINISHED)
            .times(
                TaskTimes.ALL.finished(
                    new TimeRange(
                        Optional.of(now.minus(Duration.ofHours(1))),
                        Optional.of(now.plus(Duration.ofHours(1))))));
    must(stint.ask().list(hour).size() == TASKS, "the list of the last hour");
    must(stint.ask().health().warnings().size() < 9, "its health");
  }

  private static boolean over(Stint stint, List<TaskId> all) {
    return all.stream()
        .allMatch(
            task -> stint.ask().find(task).orElseThrow().standing().run().status().finished());
  }

  private static StepOutcome act(int number, ActionContext context) {
    context.message(Message.Level.INFO, "number " + number);
    context.progress(number, TASKS, "at work");
    context.checkpoint(Payload.of("at " + number));
    if (context.attempt() == 0 && number < 0) {
      throw new IllegalStateException("no such number");
    }
    return StepOutcome.done();
  }

  private static void must(boolean fulfilled, String what) {
    if (!fulfilled) {
      throw new IllegalStateException("not as it should be: " + what);
    }
  }
}
