package dev.stint.testing.junit;

import dev.stint.bootstrap.TaskSource;
import dev.stint.testing.TestStint;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of the class a new {@link TestStint}, as a parameter. It knows the definitions
 * and schedules that stand in fields of the test class, and those of {@link #value}. What it is to
 * know else, {@link StintExtension#of} is told.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StintExtension.class)
public @interface StintTest {

  /** Sources of definitions, each with a constructor without parameters. */
  Class<? extends TaskSource>[] value() default {};
}
