package dev.stint.spring.test;

import dev.stint.application.api.Action;
import dev.stint.application.api.ChunkedAction;
import dev.stint.spring.StintTask;
import java.io.IOException;
import java.util.Set;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves components that have nothing to do with tasks out of a {@link StintTest}. */
final class StintTypeExcludeFilter
    extends StandardAnnotationCustomizableTypeExcludeFilter<StintTest> {

  private static final Set<Class<?>> INCLUDED = Set.of(Action.class, ChunkedAction.class);

  StintTypeExcludeFilter(Class<?> test) {
    super(test);
  }

  @Override
  protected boolean defaultInclude(MetadataReader type, MetadataReaderFactory types)
      throws IOException {
    return super.defaultInclude(type, types)
        || type.getAnnotationMetadata().hasAnnotatedMethods(StintTask.class.getName());
  }

  @Override
  protected Set<Class<?>> getKnownIncludes() {
    return INCLUDED;
  }
}
