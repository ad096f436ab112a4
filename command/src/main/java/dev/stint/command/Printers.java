package dev.stint.command;

import dev.stint.application.api.ArgumentVersions;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.life.Run;
import dev.stint.domain.task.TaskRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tasks as people and programs read them. */
final class Printers {

  private Printers() {}

  static Map<String, Object> facts(TaskRow row) {
    Run run = row.standing().run();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", row.standing().spec().id().toString());
    facts.put("type", row.standing().spec().line().type().value());
    facts.put("queue", row.standing().spec().line().queue().value());
    facts.put("lane", row.standing().spec().lane().name());
    facts.put("priority", row.standing().spec().priority());
    facts.put("status", run.status().name());
    facts.put("phase", run.phase().name());
    facts.put("action", run.action());
    facts.put("attempt", run.attempt());
    facts.put("losses", run.losses());
    facts.put("fence", row.standing().fence().value());
    facts.put("requested", row.requested().toString());
    facts.put("due", row.due().toString());
    row.started().ifPresent(at -> facts.put("started", at.toString()));
    row.finished().ifPresent(at -> facts.put("finished", at.toString()));
    row.standing().spec().owner().ifPresent(o -> facts.put("owner", o.value()));
    row.standing().spec().name().ifPresent(n -> facts.put("name", n));
    row.standing().worker().ifPresent(w -> facts.put("worker", w.toString()));
    run.interruption().ifPresent(i -> facts.put("interruption", i.name()));
    run.lastFailure().ifPresent(f -> facts.put("failure", f.message()));
    facts.put("done", row.progress().done());
    facts.put("total", row.progress().total());
    facts.put("percent", row.progress().percent());
    facts.put(
        "arguments",
        SealedPayload.shown(ArgumentVersions.unmarked(row.standing().spec().arguments())));
    facts.put("result", SealedPayload.shown(row.result()));
    return facts;
  }

  static String line(TaskRow row) {
    return "%s  %-11s  %-14s  %3d%%  %s"
        .formatted(
            row.standing().spec().id(),
            row.standing().run().status(),
            row.standing().spec().line().type(),
            row.progress().percent(),
            row.requested());
  }

  static List<String> page(TaskRow row) {
    return facts(row).entrySet().stream()
        .map(fact -> "%-13s %s".formatted(fact.getKey(), fact.getValue()))
        .toList();
  }
}
