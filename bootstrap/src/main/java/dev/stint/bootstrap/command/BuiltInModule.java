package dev.stint.bootstrap.command;

import com.google.inject.AbstractModule;
import dev.stint.application.api.TaskDefinition;
import dev.stint.bootstrap.wiring.TaskBinder;
import java.util.List;

/** The task types of the command. */
final class BuiltInModule extends AbstractModule {

  private final List<TaskDefinition<?>> definitions;

  BuiltInModule(List<TaskDefinition<?>> definitions) {
    this.definitions = definitions;
  }

  @Override
  protected void configure() {
    TaskBinder tasks = TaskBinder.of(binder());
    definitions.forEach(tasks::bind);
  }
}
