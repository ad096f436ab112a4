package dev.stint.web;

import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.util.Optional;

/** Tasks and what belongs to them, as the API tells them. */
final class TaskFacts {

  private TaskFacts() {}

  /** As a list has it: without what may be large. */
  static Facts row(TaskRow row) {
    TaskSpec spec = row.standing().spec();
    Run run = row.standing().run();
    return Facts.of("id", spec.id())
        .with("type", spec.line().type())
        .with("queue", spec.line().queue())
        .with("lane", spec.lane())
        .with("priority", spec.priority())
        .with("name", spec.name())
        .with("owner", spec.owner())
        .with("status", run.status())
        .with("finished", run.status().finished())
        .with("attempt", run.attempt())
        .with("progress", progress(row.progress()))
        .with("requestedAt", row.requested())
        .with("dueAt", row.due())
        .with("startedAt", row.started())
        .with("finishedAt", row.finished())
        .with("worker", row.standing().worker())
        .with("failure", run.lastFailure().map(TaskFacts::failure));
  }

  /** With all that is kept of it. */
  static Facts whole(TaskRow row, Payloads.View view) {
    TaskSpec spec = row.standing().spec();
    Run run = row.standing().run();
    return row(row)
        .with("version", spec.version())
        .with("arguments", view.shown(spec.arguments()))
        .with("result", view.shown(row.result()))
        .with("cursor", view.shown(run.cursor()))
        .with("key", spec.key().map(k -> k.name()))
        .with("keyScope", spec.key().map(k -> k.scope()))
        .with("serialKey", spec.serialKey().map(k -> k.name()))
        .with("phase", run.phase())
        .with("action", run.action())
        .with("losses", run.losses())
        .with("blocked", run.blocked().map(TaskFacts::block))
        .with("interruption", run.interruption())
        .with("signal", Optional.of(row.standing().signal()).filter(s -> s != Signal.NONE))
        .with("failure", run.lastFailure().map(f -> failure(f).with("stack", f.stack())));
  }

  static Facts progress(Progress progress) {
    return Facts.of("done", progress.done())
        .with("total", Optional.of(progress.total()).filter(t -> t != Progress.UNKNOWN))
        .with("percent", progress.percent())
        .with("text", progress.text());
  }

  private static Facts failure(Failure failure) {
    return Facts.of("permanent", failure.permanent())
        .with("kind", failure.kind())
        .with("message", failure.message());
  }

  private static Facts block(Block block) {
    return Facts.of("reason", block.reason())
        .with("task", block.await().map(Await::task))
        .with("milestone", block.await().flatMap(Await::milestone))
        .with("until", block.until());
  }

  static Facts history(HistoryRow row, Payloads.View view) {
    return Facts.of("startedAt", row.started())
        .with("endedAt", row.at())
        .with("ran", row.ran())
        .with("status", row.status())
        .with("attempt", row.attempt())
        .with("fence", String.valueOf(row.fence().value()))
        .with("worker", row.worker())
        .with("failure", row.failure().map(f -> failure(f).with("stack", f.stack())))
        .with("result", view.shown(row.result()));
  }

  static Facts message(TaskMessage message) {
    return Facts.of("at", message.at())
        .with("level", message.message().level())
        .with("text", message.message().text());
  }

  static Facts setAside(SetAside item, Payloads.View view) {
    return Facts.of("item", item.item())
        .with("content", view.shown(item.content()))
        .with("reason", item.reason());
  }
}
