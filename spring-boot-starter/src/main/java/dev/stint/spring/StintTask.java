package dev.stint.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean's method an action of a task type. It takes the arguments of the task, and an {@link
 * dev.stint.application.api.ActionContext} if it wants; what it returns is a {@link
 * dev.stint.application.api.StepOutcome}, or the result of the task, or nothing. Several methods
 * with one type are its actions, in the order of {@link #order}.
 *
 * <p>Policies such as retries and limits are set on a {@code TaskDefinition} bean, in place of
 * this.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface StintTask {

  /** The stable name of the task type, stored with every task: 1 to 120 characters. */
  String value();

  /** Of this action among those of its type; each has its own. */
  int order() default 0;

  /** Of the action; the method's name unless it is set. */
  String action() default "";
}
