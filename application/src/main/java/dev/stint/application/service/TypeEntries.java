package dev.stint.application.service;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ParameterDescription;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.Catalogue;
import dev.stint.application.api.operate.Catalogue.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a definition for people. */
final class TypeEntries {

  private static final Set<Class<?>> OPTIONAL =
      Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

  private TypeEntries() {}

  static Catalogue.TypeEntry of(TaskDefinition<?> definition) {
    return new Catalogue.TypeEntry(
        definition.type().name(),
        definition.description(),
        definition.aliases().stream().sorted().toList(),
        definition.versions().current(),
        definition.actions().stream().map(TypeEntries::step).toList(),
        parameters(definition.type().arguments()));
  }

  private static Catalogue.Step step(ActionDefinition<?> action) {
    List<String> hooks = new ArrayList<>();
    if (action.hasStart()) {
      hooks.add("start");
    }
    if (action.hasRecover()) {
      hooks.add("recover");
    }
    if (action.replays()) {
      hooks.add("replay");
    }
    return new Catalogue.Step(action.name(), action.chunked(), hooks);
  }

  /** The components of a record; anything else is one value. */
  private static List<Parameter> parameters(Class<?> arguments) {
    return arguments.isRecord()
        ? Stream.of(arguments.getRecordComponents()).map(TypeEntries::parameter).toList()
        : List.of(new Parameter("value", words(arguments), true, ""));
  }

  private static Parameter parameter(RecordComponent component) {
    ParameterDescription described = component.getAnnotation(ParameterDescription.class);
    return new Parameter(
        component.getName(),
        words(component.getGenericType()),
        !OPTIONAL.contains(component.getType()),
        described == null ? "" : described.value());
  }

  /** The type without its packages. */
  private static String words(Type type) {
    return type.getTypeName().replaceAll("[\\w.$]*[.$](?=\\w)", "");
  }
}
