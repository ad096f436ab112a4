package dev.stint.spring;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A bean's method as an action.
 *
 * @param arguments the class of the task's arguments
 * @param bean asked for when the action runs
 */
record TaskMethod(
    String type,
    String action,
    int order,
    Class<?> arguments,
    Method method,
    Supplier<Object> bean) {

  private static final String REMEDY =
      "Write it as: void name(Arguments arguments), with an ActionContext beside if it needs one,"
          + " where Arguments is a class or record of your own.";

  /**
   * @throws WrongSettingException if the signature does not fit
   */
  static TaskMethod of(Method method, StintTask task, Supplier<Object> bean) {
    List<Parameter> others =
        Arrays.stream(method.getParameters())
            .filter(p -> p.getType() != ActionContext.class)
            .toList();
    String words = words(method);
    if (others.size() != 1 || method.getParameterCount() > 2) {
      throw new WrongSettingException(
          "@StintTask method %s must take the task's arguments as one parameter, and takes %d"
              .formatted(words, others.size()),
          REMEDY);
    }
    if (Modifier.isStatic(method.getModifiers()) || Modifier.isPrivate(method.getModifiers())) {
      throw new WrongSettingException(
          "@StintTask method %s must be neither static nor private".formatted(words), REMEDY);
    }
    Parameter arguments = others.get(0);
    boolean plain = arguments.getParameterizedType() instanceof Class<?> c && !c.isPrimitive();
    if (!plain) {
      throw new WrongSettingException(
          "@StintTask method %s takes %s, which cannot be stored as it is"
              .formatted(words, arguments.getParameterizedType().getTypeName()),
          REMEDY);
    }
    String action = task.action().isEmpty() ? method.getName() : task.action();
    return new TaskMethod(task.value(), action, task.order(), arguments.getType(), method, bean);
  }

  /** How people find it in the source. */
  String words() {
    return words(method);
  }

  private static String words(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  StepOutcome run(Object given, ActionContext context) throws Exception {
    Object target = bean.get();
    Method called = AopUtils.selectInvocableMethod(method, target.getClass());
    ReflectionUtils.makeAccessible(called);
    Object[] values =
        Arrays.stream(method.getParameterTypes())
            .map(t -> t == ActionContext.class ? context : given)
            .toArray();
    try {
      return outcome(called.invoke(target, values));
    } catch (InvocationTargetException e) {
      throw thrown(e.getTargetException());
    }
  }

  private static StepOutcome outcome(@Nullable Object answer) {
    if (answer == null) {
      return StepOutcome.done();
    }
    return answer instanceof StepOutcome outcome ? outcome : StepOutcome.done(answer);
  }

  private static Exception thrown(Throwable error) {
    if (error instanceof Error fatal) {
      throw fatal;
    }
    return (Exception) error;
  }
}
