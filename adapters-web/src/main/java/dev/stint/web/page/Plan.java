package dev.stint.web.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Catalogue;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The actions of a task and where it stands among them. */
final class Plan {

  private static final JsonFactory JSON = new JsonFactory();

  private Plan() {}

  /** None if this build does not know them. */
  static List<TaskView.Step> of(TaskRow row, AskTasks ask) {
    List<String> names = names(row, ask);
    Run run = row.standing().run();
    List<TaskView.Step> steps = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String state = state(row.status(), run.action(), i);
      boolean current = state.equals("now") || state.equals("failed");
      steps.add(new TaskView.Step(i + 1, names.get(i), state, current ? words(run) : ""));
    }
    return steps;
  }

  private static List<String> names(TaskRow row, AskTasks ask) {
    List<String> usual =
        ask.type(row.type().value()).stream()
            .flatMap(t -> t.actions().stream())
            .map(Catalogue.Step::name)
            .toList();
    Payload plan = row.standing().spec().plan();
    return plan.isNone() ? usual : named(plan.text());
  }

  /** A plan of its own, as the host's codec writes it unless that is another one than JSON. */
  private static List<String> named(String json) {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          names.add(parser.getText());
        }
      }
      return names;
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String state(TaskStatus status, int at, int step) {
    if (step < at || status == TaskStatus.SUCCEEDED) {
      return "done";
    }
    if (step > at) {
      return "ahead";
    }
    return status == TaskStatus.FAILED ? "failed" : "now";
  }

  private static String words(Run run) {
    List<String> words = new ArrayList<>();
    if (run.running()) {
      words.add(run.phase().name().toLowerCase(Locale.ROOT));
    }
    if (run.attempt() > 0) {
      words.add(Figures.of(run.attempt(), "failed attempt"));
    }
    if (run.losses() > 0) {
      words.add(Figures.grouped(run.losses()) + " lost with a worker");
    }
    run.interruption()
        .ifPresent(i -> words.add("interrupted: " + i.name().toLowerCase(Locale.ROOT)));
    return String.join(", ", words);
  }
}
