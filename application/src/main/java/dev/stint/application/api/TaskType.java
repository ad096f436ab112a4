package dev.stint.application.api;

import dev.stint.domain.TaskTypeName;

/** A task type as host code names it: its stable name and the class of its arguments. */
public record TaskType<A>(TaskTypeName name, Class<A> arguments) {

  /**
   * @param name 1 to 120 characters; stored with every task, so never a class name
   */
  public static <A> TaskType<A> of(String name, Class<A> arguments) {
    return new TaskType<>(new TaskTypeName(name), arguments);
  }

  /** A request of this type with every default, to be refined. */
  public Request<A> with(A arguments) {
    return Request.of(this, arguments);
  }
}
