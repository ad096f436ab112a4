package dev.stint.spring;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** Finds the beans' methods with {@link StintTask}; makes no bean for it. */
final class TaskMethods {

  private final ConfigurableListableBeanFactory beans;

  TaskMethods(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  /**
   * A definition for each type that methods name.
   *
   * @param others of the application, which name other types
   * @throws WrongSettingException if a method cannot be one
   */
  List<TaskDefinition<?>> definitions(Collection<TaskDefinition<?>> others) {
    Map<String, List<TaskMethod>> byType = new TreeMap<>();
    for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
      for (TaskMethod method : methods(name)) {
        byType.computeIfAbsent(method.type(), t -> new ArrayList<>()).add(method);
      }
    }
    for (TaskDefinition<?> other : others) {
      String type = other.type().name().value();
      byType.getOrDefault(type, List.of()).forEach(method -> refuseBoth(type, method));
    }
    List<TaskDefinition<?>> found = new ArrayList<>();
    byType.values().forEach(actions -> found.add(definition(actions)));
    return found;
  }

  private static void refuseBoth(String type, TaskMethod method) {
    throw new WrongSettingException(
        "task type %s is defined twice: by a TaskDefinition bean and by %s"
            .formatted(type, method.words()),
        "Take one of the two out.");
  }

  private List<TaskMethod> methods(String bean) {
    Class<?> type = AutoProxyUtils.determineTargetClass(beans, bean);
    if (type == null || !AnnotationUtils.isCandidateClass(type, StintTask.class)) {
      return List.of();
    }
    Map<Method, StintTask> found =
        MethodIntrospector.selectMethods(
            type,
            (MethodIntrospector.MetadataLookup<StintTask>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, StintTask.class));
    return found.entrySet().stream()
        .map(e -> TaskMethod.of(e.getKey(), e.getValue(), () -> beans.getBean(bean)))
        .toList();
  }

  private static TaskDefinition<?> definition(List<TaskMethod> actions) {
    List<TaskMethod> ordered =
        actions.stream().sorted(Comparator.comparingInt(TaskMethod::order)).toList();
    for (int i = 1; i < ordered.size(); i++) {
      refuseUnlike(ordered.get(i - 1), ordered.get(i));
    }
    return definition(ordered.get(0).arguments(), ordered);
  }

  private static <A> TaskDefinition<A> definition(Class<A> arguments, List<TaskMethod> ordered) {
    TaskDefinition<A> definition = TaskDefinition.of(TaskType.of(ordered.get(0).type(), arguments));
    for (TaskMethod action : ordered) {
      definition = definition.then(ActionDefinition.<A>of(action.action(), action::run));
    }
    return definition;
  }

  private static void refuseUnlike(TaskMethod one, TaskMethod next) {
    if (one.order() == next.order()) {
      throw new WrongSettingException(
          "%s and %s are both action %d of task type %s"
              .formatted(one.words(), next.words(), one.order(), one.type()),
          "Give each its own order: @StintTask(value = \"%s\", order = …).".formatted(one.type()));
    }
    if (one.arguments() != next.arguments()) {
      throw new WrongSettingException(
          "%s and %s are actions of task type %s and take different arguments"
              .formatted(one.words(), next.words(), one.type()),
          "Let all actions of a task type take the same class.");
    }
  }
}
