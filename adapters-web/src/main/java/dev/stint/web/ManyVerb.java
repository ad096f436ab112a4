package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;

import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.SteerTasks.Steered;
import dev.stint.domain.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done to many tasks.
 *
 * @param priority for the kind that needs one
 */
record ManyVerb(Kind kind, Optional<Integer> priority) {

  /** As callers say it. */
  enum Kind {
    PAUSE,
    RESUME,
    CANCEL,
    RESTART,
    REMOVE,
    PRIORITY
  }

  /**
   * @throws HttpError if it cannot be meant, or the caller's role does not allow it
   */
  static ManyVerb read(Call call) {
    Kind kind = Words.choice(JsonFields.named("verb"), call.fields().needed("verb"), Kind.class);
    Optional<Integer> priority =
        call.fields().whole("priority", Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (priority.isPresent() != (kind == Kind.PRIORITY)) {
      throw new HttpError(SC_BAD_REQUEST, "the field 'priority' goes with the verb PRIORITY alone");
    }
    if (kind == Kind.REMOVE && !call.role().covers(ApiRole.ADMINISTER)) {
      throw new HttpError(SC_FORBIDDEN, "your role does not allow this");
    }
    call.noted().with("verb", kind);
    priority.ifPresent(value -> call.noted().with("priority", value));
    return new ManyVerb(kind, priority);
  }

  List<Steered> apply(SteerTasks steer, List<TaskId> tasks) {
    return switch (kind) {
      case PAUSE -> steer.pause(tasks);
      case RESUME -> steer.resume(tasks);
      case CANCEL -> steer.cancel(tasks);
      case RESTART -> steer.restart(tasks);
      case REMOVE -> steer.remove(tasks);
      case PRIORITY -> steer.prioritize(tasks, priority.orElseThrow());
    };
  }
}
