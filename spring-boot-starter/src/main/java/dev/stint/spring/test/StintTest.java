package dev.stint.spring.test;

import dev.stint.spring.StintTask;
import dev.stint.spring.StintTestConfiguration;
import dev.stint.testing.TestStint;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of an application's tasks alone: those components that have {@link StintTask} methods or
 * are actions, definitions and schedules, on a {@link TestStint} whose clock the test moves and
 * which runs tasks in its thread. Nothing else is set up or found: what the tasks need is imported
 * or mocked. Each test method has a context of its own, with no task in it.
 *
 * <p>Tasks are kept in memory, unless the test sets up a data source.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(StintTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(StintTypeExcludeFilter.class)
@ImportAutoConfiguration(StintTestConfiguration.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
public @interface StintTest {

  /** Properties of the environment, as {@code name=value}. */
  String[] properties() default {};

  /** Whether the components above are found; else only what {@link #includeFilters} says. */
  boolean useDefaultFilters() default true;

  /** More components of the application to find. */
  Filter[] includeFilters() default {};

  /** Components not to find. */
  Filter[] excludeFilters() default {};

  /** Configurations of Boot's to leave out. */
  @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
  Class<?>[] excludeAutoConfiguration() default {};
}
