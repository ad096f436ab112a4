package dev.stint.mongo;

import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.store.ReadyState;
import dev.stint.domain.task.TaskSpec;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/** Writes domain values as documents; {@link Row} reads them back. */
final class Binding {

  private Binding() {}

  /** A task to store, under an id that need not be its own. */
  static Document task(NewTask task, TaskId id, long now) {
    Instant at = Row.instant(now);
    long due = Row.micros(task.due().on(at, at));
    Document document = spec(task.spec(), id);
    document.putAll(run(task.run()));
    return document
        .append(Field.FENCE, 0L)
        .append(Field.SEQUENCE, 0L)
        .append(Field.SIGNAL, Signal.NONE.ordinal())
        .append(Field.DUE, due)
        .append(Field.RANK, ClaimRank.ORDINARY.ordinal())
        .append(Field.READY_STATE, ReadyState.of(task.run(), due <= now).code())
        .append(Field.REQUESTED, now);
  }

  private static Document spec(TaskSpec spec, TaskId id) {
    Document document =
        new Document(Field.ID, id.value())
            .append(Field.QUEUE, spec.line().queue().value())
            .append(Field.TYPE, spec.line().type().value())
            .append(Field.LANE, spec.lane().ordinal())
            .append(Field.PRIORITY, spec.priority())
            .append(Field.VERSION, spec.version())
            .append(Field.SIZE, spec.arguments().size());
    payload(document, Field.ARGUMENTS, spec.arguments());
    payload(document, Field.PLAN, spec.plan());
    payload(document, Field.OPTIONS, spec.options());
    text(document, "name", spec.name());
    text(document, Field.OWNER, spec.owner().map(Owner::value));
    text(document, Field.KEY_NAME, spec.key().map(IdempotencyKey::value));
    text(document, Field.KEY_SCOPE, spec.key().map(k -> k.scope().name()));
    text(document, Field.SERIAL_KEY, spec.serialKey().map(SerialKey::value));
    return document;
  }

  /** The fields that stand for a run, to be set as a whole. */
  static Document run(Run run) {
    Document stored =
        new Document("status", run.status().name())
            .append("phase", run.phase().name())
            .append("action", run.action())
            .append("entry", run.entry().name())
            .append("attempt", run.attempt())
            .append("losses", run.losses())
            .append("hookDeaths", run.hookDeaths())
            .append("idleYields", run.idleYields());
    payload(stored, "cursor", run.cursor());
    text(stored, "heldFrom", run.heldFrom().map(Enum::name));
    text(stored, "blocked", run.blocked().map(Block::text));
    text(stored, "interruption", run.interruption().map(Enum::name));
    run.failure().ifPresent(f -> stored.append("failure", failure(f)));
    Document fields =
        new Document(Field.RUN, stored).append(Field.CURSOR_SIZE, run.cursor().size());
    return run.running() ? fields : fields.append(Field.BEFORE, run.status().name());
  }

  static Document failure(Failure failure) {
    return new Document("permanent", failure.permanent())
        .append("kind", failure.kind())
        .append("message", failure.message())
        .append("stack", failure.stack());
  }

  /** What notes change in the task itself. */
  static Document notes(Notes notes) {
    Document changed = new Document();
    notes
        .arguments()
        .ifPresent(
            a ->
                changed
                    .append(Field.ARGUMENTS, new Binary(a.bytes()))
                    .append(Field.SIZE, a.size()));
    notes.progress().ifPresent(p -> changed.append(Field.PROGRESS, progress(p)));
    notes.result().ifPresent(r -> changed.append(Field.RESULT, new Binary(r.bytes())));
    return changed;
  }

  private static Document progress(Progress progress) {
    return new Document("done", progress.done())
        .append("total", progress.total())
        .append("text", progress.text());
  }

  /** The payloads that a tombstone does not keep. */
  static Document carried() {
    return new Document(Field.ARGUMENTS, "")
        .append(Field.PLAN, "")
        .append(Field.OPTIONS, "")
        .append(Field.RESULT, "");
  }

  private static void payload(Document document, String name, Payload payload) {
    if (!payload.isNone()) {
      document.append(name, new Binary(payload.bytes()));
    }
  }

  private static void text(Document document, String name, Optional<String> value) {
    value.ifPresent(v -> document.append(name, v));
  }
}
