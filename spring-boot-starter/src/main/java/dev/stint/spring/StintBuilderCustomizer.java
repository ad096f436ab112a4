package dev.stint.spring;

import dev.stint.bootstrap.Stint;

/** Changes what Stint is made of, after all else was set; for a bean of the application. */
@FunctionalInterface
public interface StintBuilderCustomizer {

  void customize(Stint.Builder builder);
}
