package dev.stint.application.api;

import dev.stint.application.api.operate.Catalogue;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One line for people about a parameter of a task type; shown by the {@link Catalogue}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ParameterDescription {
  String value();
}
