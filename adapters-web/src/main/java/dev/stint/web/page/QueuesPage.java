package dev.stint.web.page;

import dev.stint.application.api.operate.Catalogue.TypeEntry;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.policy.Gate;
import dev.stint.web.ApiRole;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Queues and types: looked at, held and limited. */
final class QueuesPage {

  private static final String PATH = "/queues";

  private QueuesPage() {}

  static List<PageRoute> routes() {
    return List.of(
        PageRoute.look(PATH, QueuesPage::list).ofFigures().watched(PageWatch::figures),
        hold("/queues/pause", "pause", (q, name) -> q.pauseQueue(new QueueName(name))),
        hold("/queues/resume", "resume", (q, name) -> q.resumeQueue(new QueueName(name))),
        hold("/types/pause", "pause", (q, name) -> q.pauseType(new TaskTypeName(name))),
        hold("/types/resume", "resume", (q, name) -> q.resumeType(new TaskTypeName(name))),
        limit("/queues/limit", (q, l) -> q.limitQueue(new QueueName(l.name()), l.most())),
        limit("/types/limit", (q, l) -> q.limitType(new TaskTypeName(l.name()), l.most())));
  }

  private static Reply list(Visit visit) {
    Stand stand = visit.sharedStand();
    Map<String, String> types =
        visit.ask().types().stream()
            .collect(Collectors.toMap(t -> t.name().value(), TypeEntry::description));
    LinesView view =
        new LinesView(
            new LineBoard(stand, Gate.Kind.QUEUE, visit.now()).rows(Set.of(), name -> ""),
            new LineBoard(stand, Gate.Kind.TYPE, visit.now())
                .rows(types.keySet(), name -> types.getOrDefault(name, "")),
            visit.may(ApiRole.OPERATE),
            visit.may(ApiRole.ADMINISTER));
    Shell shell = visit.shell().titled("Queues and types", "queues");
    return Reply.page(Html.of((out, on) -> JtequeuesGenerated.render(out, on, shell, view)));
  }

  private static PageRoute hold(String path, String done, BiConsumer<SteerQueues, String> deed) {
    return PageRoute.change(
            path,
            ApiRole.OPERATE,
            visit -> {
              String name = visit.named("name", text -> text);
              return done(visit, done, () -> deed.accept(visit.ports().queues(), name));
            })
        .ofFigures();
  }

  /** How many of a queue or type may run at once; any number if it is empty. */
  private record Limit(String name, OptionalInt most) {}

  private static PageRoute limit(String path, BiConsumer<SteerQueues, Limit> deed) {
    return PageRoute.change(
            path,
            ApiRole.ADMINISTER,
            visit -> {
              String name = visit.named("name", text -> text);
              String most = visit.text("limit").orElse("");
              visit.line().with("limit", most.isEmpty() ? "none" : most);
              Limit limit = new Limit(name, Form.checked("limit", () -> whole(most)));
              return done(visit, "limit", () -> deed.accept(visit.ports().queues(), limit));
            })
        .ofFigures();
  }

  private static OptionalInt whole(String text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException("a whole number from 1 on, or nothing");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  private static Reply done(Visit visit, String done, Runnable deed) {
    Form.checked(
        "name",
        () -> {
          deed.run();
          return done;
        });
    return visit.back(PATH, done);
  }
}
