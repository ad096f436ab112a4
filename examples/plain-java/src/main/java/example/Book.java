package example;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fan-out: a task for each page of a book, and one that binds them when all are done. */
record Book(Path folder) {

  record Render(String book, int page) {}

  record Bind(String book, List<TaskId> pages) {}

  static final TaskType<Render> RENDER = TaskType.of("book.render", Render.class);
  static final TaskType<Bind> BIND = TaskType.of("book.bind", Bind.class);

  List<TaskDefinition<?>> definitions() {
    return List.of(TaskDefinition.of(RENDER, this::render), TaskDefinition.of(BIND, this::bind));
  }

  /** Safe to repeat if the process dies half way: the keys find what was stored. */
  static TaskId request(RequestTasks tasks, String book, int pages) {
    List<Request<?>> renders = new ArrayList<>();
    for (int page = 1; page <= pages; page++) {
      renders.add(
          RENDER.with(new Render(book, page)).key(book + "/" + page, IdempotencyKey.Scope.ALWAYS));
    }
    List<TaskId> ids = tasks.requestAll(renders).stream().map(Requested::id).toList();
    return tasks
        .request(BIND.with(new Bind(book, ids)).key(book, IdempotencyKey.Scope.ALWAYS))
        .id();
  }

  /** At least once: writing the same file again changes nothing. */
  private StepOutcome render(Render render, ActionContext context) throws IOException {
    Files.writeString(page(render.book(), render.page()), "page " + render.page() + "\n");
    return StepOutcome.done();
  }

  /** Sleeps at the first page that is not over; the cursor says how many are. */
  private StepOutcome bind(Bind bind, ActionContext context) throws IOException {
    int done = context.cursor().isNone() ? 0 : Integer.parseInt(context.cursor().text());
    for (int i = done; i < bind.pages().size(); i++) {
      Await page = Await.success(bind.pages().get(i));
      if (!context.came(page)) {
        context.progress(i, bind.pages().size(), "waiting for page " + (i + 1));
        return StepOutcome.waitFor(page, Payload.of(Integer.toString(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= bind.pages().size(); i++) {
      text.append(Files.readString(page(bind.book(), i)));
    }
    Files.writeString(Files.createDirectories(folder).resolve(bind.book() + ".txt"), text);
    context.progress(bind.pages().size(), bind.pages().size(), "bound");
    context.message(Message.Level.INFO, "all done: " + bind.pages().size() + " pages");
    return StepOutcome.done();
  }

  private Path page(String book, int page) throws IOException {
    return Files.createDirectories(folder.resolve(book)).resolve(page + ".txt");
  }
}
