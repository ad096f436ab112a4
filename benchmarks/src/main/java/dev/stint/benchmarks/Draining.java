package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Child;
import dev.stint.benchmarks.harness.Executions;
import dev.stint.benchmarks.harness.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One drain of one contestant: filled by a process, settled, then worked on by others. */
final class Draining {

  private final Stage stage;
  private final int tasks;
  private final List<Child> workers = new ArrayList<>();

  Draining(Stage stage) {
    this.stage = stage;
    this.tasks = stage.arguments().number("tasks", 0);
  }

  DrainRun run(int count) throws Exception {
    stage.fill(tasks);
    String said = start(count);
    double logged = stage.logged();
    Sample began = stage.sample();
    workers.forEach(c -> c.tell("go"));
    stage.awaitRan(tasks / 2);
    long halfRan = stage.ran();
    Sample half = stage.sample();
    stage.awaitRan(tasks);
    boolean beside = stage.arguments().number("future", 0) > 0;
    // To count what lies beside takes longer than what is measured: then it is counted after.
    long left = beside ? 0 : stage.awaitNothingLeft();
    Sample ended = stage.sample();
    double wal = stage.logged() - logged;
    left = beside ? stage.awaitNothingLeft() : left;
    List<Long> shares = workers.stream().map(Child::ran).toList();
    DrainRun run =
        new DrainRun(said, tasks, began, half, halfRan, ended, wal, shares, executions(), left);
    stage.done();
    return run;
  }

  private String start(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      Arguments own = stage.arguments().with("tally", tally(i));
      workers.add(stage.start("work", own));
    }
    String said = "";
    for (Child worker : workers) {
      said = worker.hear("ready", Stage.PATIENCE_SECONDS);
    }
    return said;
  }

  private Path tally(int worker) {
    return stage.file("tally-" + worker);
  }

  private Executions executions() throws Exception {
    Executions executions = new Executions(tasks);
    for (int i = 0; i < workers.size(); i++) {
      workers.get(i).tell("stop");
      workers.get(i).hear("stopped", Stage.PATIENCE_SECONDS);
      executions.add(tally(i));
    }
    return executions;
  }
}
