package dev.stint.bootstrap;

import dev.stint.application.api.TaskDefinition;
import java.util.Collection;

/**
 * A host's own task types for the {@code stint} command: it finds every source on its class path
 * that is named in {@code META-INF/services/TaskSource}.
 */
public interface TaskSource {

  Collection<TaskDefinition<?>> definitions();
}
