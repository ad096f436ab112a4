package dev.stint.application.api;

import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.util.Optional;

/** Words for the person who asked for a task that goes on without them. Thread-safe. */
@FunctionalInterface
public interface NoticeRenderer {

  String notice(Notice about);

  /**
   * @param url of the page where the task can be seen
   */
  record Notice(TaskId task, TaskTypeName type, Optional<String> name, String url) {}

  /** Says it in English. */
  NoticeRenderer DEFAULT = template("{name} goes on in the background as task {task}; see {url}");

  /**
   * Fills in {@code {task}}, {@code {type}}, {@code {name}} (the type where a task has none) and
   * {@code {url}}.
   */
  static NoticeRenderer template(String text) {
    return about ->
        text.replace("{task}", about.task().toString())
            .replace("{url}", about.url())
            .replace("{type}", about.type().value())
            .replace("{name}", about.name().orElse(about.type().value()));
  }
}
