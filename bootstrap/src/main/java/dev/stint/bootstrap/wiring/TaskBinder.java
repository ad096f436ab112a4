package dev.stint.bootstrap.wiring;

import com.google.inject.Binder;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Binds task types, one line each: {@code TaskBinder.of(binder()).bind(SHIP).action("ship",
 * Ship.class)}.
 */
public final class TaskBinder {

  static final TypeLiteral<TaskDefinition<?>> DEFINITION = new TypeLiteral<>() {};
  static final TypeLiteral<Schedule<?>> SCHEDULE = new TypeLiteral<>() {};

  private final Binder binder;

  private TaskBinder(Binder binder) {
    this.binder = binder;
  }

  public static TaskBinder of(Binder binder) {
    return new TaskBinder(binder);
  }

  /** Binds a definition made by hand. */
  public TaskBinder bind(TaskDefinition<?> definition) {
    Multibinder.newSetBinder(binder, DEFINITION).addBinding().toInstance(definition);
    return this;
  }

  /** Binds a recurring task, put into the store when work starts, if it is not there alike. */
  public TaskBinder schedule(Schedule<?> schedule) {
    Multibinder.newSetBinder(binder, SCHEDULE).addBinding().toInstance(schedule);
    return this;
  }

  /** Begins a definition whose actions the injector makes when they are first needed. */
  public <A> Actions<A> bind(TaskType<A> type) {
    Actions<A> actions = new Actions<>(binder, type);
    Multibinder.newSetBinder(binder, DEFINITION).addBinding().toProvider(actions::definition);
    return actions;
  }

  /** The actions of one type, in order. */
  public static final class Actions<A> {
    private final Binder binder;
    private final TaskType<A> type;
    private final List<ActionDefinition<A>> actions = new ArrayList<>();
    private UnaryOperator<TaskDefinition<A>> settings = d -> d;

    private Actions(Binder binder, TaskType<A> type) {
      this.binder = binder;
      this.type = type;
    }

    /** Adds an {@code Action} or {@code ChunkedAction}. */
    public Actions<A> action(String name, Class<?> body) {
      return action(name, body, a -> a);
    }

    /** Adds an action with policies other than the defaults. */
    public Actions<A> action(
        String name, Class<?> body, UnaryOperator<ActionDefinition<A>> refined) {
      binder.bind(body);
      Provider<?> provider = binder.getProvider(body);
      actions.add(refined.apply(ActionDefinition.made(name, body, provider::get)));
      return this;
    }

    /** Sets what concerns the type as a whole, such as its limit, its window, its classifier. */
    public Actions<A> with(UnaryOperator<TaskDefinition<A>> refined) {
      UnaryOperator<TaskDefinition<A>> before = settings;
      settings = definition -> refined.apply(before.apply(definition));
      return this;
    }

    private TaskDefinition<?> definition() {
      TaskDefinition<A> definition = TaskDefinition.of(type);
      for (ActionDefinition<A> action : actions) {
        definition = definition.then(action);
      }
      return settings.apply(definition);
    }
  }
}
