package dev.stint.application.api.extend;

import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.util.Optional;

/** Words for the person who asked for a task that goes on without them. Thread-safe. */
@FunctionalInterface
public interface NoticeRenderer {

  String notice(Notice about);

  /**
   * @param url of the page where the task can be seen
   * @param list the URL of the page that lists the tasks
   */
  record Notice(TaskId task, TaskTypeName type, Optional<String> name, String url, String list) {}

  /** Says it in English. */
  NoticeRenderer DEFAULT =
      template(
          "{name} goes on in the background as task {task}; see {url}, or all tasks at {list}");

  /**
   * Fills in {@code {task}}, {@code {type}}, {@code {name}} (the type where a task has none),
   * {@code {url}} and {@code {list}}.
   */
  static NoticeRenderer template(String text) {
    return about ->
        text.replace("{task}", about.task().toString())
            .replace("{url}", about.url())
            .replace("{list}", about.list())
            .replace("{type}", about.type().value())
            .replace("{name}", about.name().orElse(about.type().value()));
  }
}
