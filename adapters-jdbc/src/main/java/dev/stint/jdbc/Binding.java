package dev.stint.jdbc;

import dev.stint.application.spi.Notes;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.TaskSpec;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** Binds values to a statement's names. */
final class Binding {

  static final byte[] NONE = new byte[0];

  private Binding() {}

  static <S extends SqlStatement<S>> S key(S statement, WriteKey key) {
    return statement
        .bind("id", key.task().value())
        .bind("worker", key.worker().value())
        .bind("fence", key.fence().value())
        .bind("sequence", key.sequence());
  }

  static <S extends SqlStatement<S>> S run(S statement, Run run) {
    statement
        .bind("status", run.status().name())
        .bind("phase", run.phase().name())
        .bind("action", run.action())
        .bind("entry", run.entry().name())
        .bind("position", run.cursor().bytes())
        .bind("attempt", run.attempt())
        .bind("losses", run.losses())
        .bind("hookDeaths", run.hookDeaths())
        .bind("idleYields", run.idleYields())
        .bind("heldFrom", run.heldFrom().map(Enum::name).orElse(null))
        .bind("blocked", SerialKeyRules.beneath(run).map(Block::text).orElse(null))
        .bind("interruption", run.interruption().map(Enum::name).orElse(null));
    return failure(statement, run.failure());
  }

  static <S extends SqlStatement<S>> S failure(S statement, Optional<Failure> failure) {
    return statement
        .bind("failurePermanent", failure.map(f -> f.permanent() ? 1 : 0).orElse(null))
        .bind("failureKind", failure.map(Failure::kind).orElse(null))
        .bind("failureMessage", failure.map(f -> clean(f.message())).orElse(null))
        .bind("failureStack", failure.map(f -> clean(f.stack())).orElse(null));
  }

  static <S extends SqlStatement<S>> S notes(S statement, Notes notes) {
    return statement
        .bind("newArguments", notes.arguments().map(Payload::bytes).orElse(null))
        .bind("newResult", notes.result().map(Payload::bytes).orElse(null))
        .bind("progressDone", notes.progress().map(Progress::done).orElse(null))
        .bind("progressTotal", notes.progress().map(Progress::total).orElse(null))
        .bind("progressText", notes.progress().map(p -> clean(p.text())).orElse(null));
  }

  static <S extends SqlStatement<S>> S spec(S statement, TaskSpec spec) {
    return statement
        .bind("id", spec.id().value())
        .bind("queue", spec.line().queue().value())
        .bind("type", spec.line().type().value())
        .bind("lane", spec.lane().ordinal())
        .bind("priority", spec.priority())
        .bind("version", spec.version())
        .bind("arguments", spec.arguments().bytes())
        .bind("plan", spec.plan().bytes())
        .bind("options", spec.options().bytes())
        .bind("name", spec.name().orElse(null))
        .bind("owner", spec.owner().map(Object::toString).orElse(null))
        .bind("keyName", spec.key().map(Object::toString).orElse(null))
        .bind("keyScope", spec.key().map(k -> k.scope().name()).orElse(null))
        .bind("serialKey", spec.serialKey().map(Object::toString).orElse(null))
        .bind("none", NONE);
  }

  /** PostgreSQL refuses the character 0 in text; nothing else is changed. */
  static String clean(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
