package dev.stint.spring;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ResolvableType;

/** Takes the one bean of a kind of which Stint can use one. */
final class OnlyBean {

  private OnlyBean() {}

  /**
   * The only or primary one; empty if there is none.
   *
   * @throws WrongSettingException if there are several: to leave all of them out, as what guards
   *     secrets or says who may do what, would be told by nothing
   */
  static <T> Optional<T> of(ObjectProvider<T> beans) {
    try {
      return Optional.ofNullable(beans.getIfAvailable());
    } catch (NoUniqueBeanDefinitionException e) {
      throw new WrongSettingException(
          "Stint takes one bean of type %s, and the application has several: %s"
              .formatted(name(e.getResolvableType()), String.join(", ", names(e))),
          "Mark one of them @Primary, or take the others out.",
          e);
    }
  }

  private static String name(@Nullable ResolvableType type) {
    return type == null ? "the kind" : type.toClass().getSimpleName();
  }

  private static List<String> names(NoUniqueBeanDefinitionException e) {
    return e.getBeanNamesFound() == null
        ? List.of()
        : e.getBeanNamesFound().stream().sorted().toList();
  }
}
