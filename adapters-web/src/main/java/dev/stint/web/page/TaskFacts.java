package dev.stint.web.page;

import dev.stint.domain.Payload;
import dev.stint.domain.life.Run;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is short to tell of a task, and what may be large. */
final class TaskFacts {

  private final List<TaskView.Fact> facts = new ArrayList<>();

  private TaskFacts() {}

  static List<TaskView.Fact> of(TaskRow row, Visit visit) {
    String tasks = visit.shell().base() + "/tasks?";
    TaskSpec spec = row.standing().spec();
    TaskFacts facts = new TaskFacts();
    facts.text("Id", row.id().toString());
    facts.led("Type", spec.line().type().value(), tasks + "type=");
    facts.led("Queue", spec.line().queue().value(), tasks + "queue=");
    spec.owner().ifPresent(o -> facts.led("Owner", o.value(), tasks + "owner="));
    facts.text("Lane", Badge.lower(spec.lane()));
    facts.text("Priority", Figures.grouped(spec.priority()));
    spec.serialKey().ifPresent(k -> facts.text("Serial key", k.name()));
    spec.key().ifPresent(k -> facts.text("Key", k.name()));
    row.standing().worker().ifPresent(w -> facts.text("Worker", w.toString()));
    facts.at("Requested", Optional.of(row.requested()), visit);
    facts.at("Due", Optional.of(row.due()).filter(d -> !row.status().finished()), visit);
    facts.at("Started", row.started(), visit);
    facts.at("Ended", row.finished(), visit);
    facts.counts(row.standing().run());
    facts.text("Fence", String.valueOf(row.standing().fence().value()));
    return List.copyOf(facts.facts);
  }

  private void counts(Run run) {
    if (run.attempt() > 0) {
      text("Failed attempts", Figures.grouped(run.attempt()));
    }
    if (run.losses() > 0) {
      text("Losses", Figures.grouped(run.losses()));
    }
    if (run.idleYields() > 0) {
      text("Idle yields", Figures.grouped(run.idleYields()));
    }
  }

  private void text(String name, String value) {
    facts.add(new TaskView.Fact(name, value, Moment.NONE, ""));
  }

  private void led(String name, String value, String before) {
    facts.add(new TaskView.Fact(name, value, Moment.NONE, before + TaskQuery.encoded(value)));
  }

  private void at(String name, Optional<Instant> at, Visit visit) {
    at.ifPresent(a -> facts.add(new TaskView.Fact(name, "", Moment.of(a, visit.now()), "")));
  }

  static List<TaskView.Part> parts(TaskRow row, Function<Payload, String> shown) {
    List<TaskView.Part> parts = new ArrayList<>();
    part(parts, "Result", shown.apply(row.result()));
    part(parts, "Arguments", shown.apply(row.standing().spec().arguments()));
    part(parts, "Cursor", shown.apply(row.standing().run().cursor()));
    part(parts, "Options", row.standing().spec().options().text());
    return parts;
  }

  private static void part(List<TaskView.Part> parts, String name, String text) {
    if (!text.isEmpty()) {
      parts.add(new TaskView.Part(name, JsonShape.of(text)));
    }
  }
}
