package dev.stint.testing.junit;

import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.Schedule;
import dev.stint.bootstrap.TaskSource;
import dev.stint.testing.TestClock;
import dev.stint.testing.TestStint;
import dev.stint.testing.TestTask;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Gives each test a new {@link TestStint}, and its clock, as parameters of test and set-up methods;
 * after one that failed it reports how every task stands. By {@link StintTest}, or in a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * final StintExtension stint = StintExtension.of(builder -> builder.define(SHIPPING));
 * }</pre>
 */
public final class StintExtension implements ParameterResolver, AfterEachCallback {

  private static final Namespace SPACE = Namespace.create(StintExtension.class);

  private final Consumer<TestStint.Builder> settings;

  /** One that knows only what stands in fields of the test class, and its {@link StintTest}. */
  public StintExtension() {
    this(builder -> {});
  }

  private StintExtension(Consumer<TestStint.Builder> settings) {
    this.settings = settings;
  }

  /** One that is told what its {@link TestStint} is made of, beside what stands in fields. */
  public static StintExtension of(Consumer<TestStint.Builder> settings) {
    return new StintExtension(settings);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestStint.class || type == TestClock.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestStint stint =
        Objects.requireNonNull(
            context
                .getStore(SPACE)
                .getOrComputeIfAbsent(TestStint.class, key -> made(context), TestStint.class));
    return parameter.getParameter().getType() == TestClock.class ? stint.clock() : stint;
  }

  private TestStint made(ExtensionContext context) {
    TestStint.Builder builder = TestStint.builder();
    Class<?> test = context.getRequiredTestClass();
    AnnotationSupport.findAnnotation(test, StintTest.class)
        .ifPresent(t -> List.of(t.value()).forEach(source -> builder.define(of(source))));
    values(context, TaskDefinition.class, d -> d).forEach(builder::define);
    values(context, Schedule.class, s -> s).forEach(builder::schedule);
    settings.accept(builder);
    return builder.build();
  }

  private static Collection<TaskDefinition<?>> of(Class<? extends TaskSource> source) {
    return ReflectionSupport.newInstance(source).definitions();
  }

  private static <T, R> List<R> values(ExtensionContext context, Class<T> type, Function<T, R> as) {
    return ReflectionSupport.findFields(
            context.getRequiredTestClass(),
            field -> type.isAssignableFrom(field.getType()),
            HierarchyTraversalMode.TOP_DOWN)
        .stream()
        .flatMap(field -> value(context, field).stream())
        .map(type::cast)
        .map(as)
        .toList();
  }

  private static Optional<Object> value(ExtensionContext context, Field field) {
    Optional<Object> of =
        Modifier.isStatic(field.getModifiers()) ? Optional.empty() : context.getTestInstance();
    return ReflectionSupport.tryToReadFieldValue(field, of.orElse(null)).toOptional();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Optional<TestStint> stint =
        Optional.ofNullable(context.getStore(SPACE).get(TestStint.class, TestStint.class));
    if (context.getExecutionException().isPresent()) {
      stint.map(TestStint::all).orElse(List.of()).stream()
          .map(TestTask::story)
          .forEach(story -> context.publishReportEntry(Map.of("task", story)));
    }
  }
}
