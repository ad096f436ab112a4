package dev.stint.command;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ParameterDescription;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.Upcaster;
import dev.stint.bootstrap.TaskSource;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Message;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host's own type, as the command finds it on the class path. */
public final class HostTypes implements TaskSource {

  /** The second version: {@code whom} was {@code to}. */
  public record Greeting(
      @ParameterDescription("who is greeted") String whom, Optional<String> words) {}

  /** What is said, and then thrown. */
  public record Words(String text) {}

  static final TaskType<Words> SAY = TaskType.of("host.say", Words.class);

  private static StepOutcome say(Words words, ActionContext context) {
    context.message(Message.Level.WARNING, words.text());
    throw new PermanentFailureException(words.text());
  }

  static final TaskType<Greeting> GREET = TaskType.of("host.greet", Greeting.class);

  @Override
  public Collection<TaskDefinition<?>> definitions() {
    return List.of(definition(), TaskDefinition.of(SAY, (args, context) -> say(args, context)));
  }

  static TaskDefinition<Greeting> definition() {
    return TaskDefinition.of(
            GREET,
            (args, context) -> {
              context.link(ActionLink.of("Card for " + args.whom(), "cards").with("no", "7"));
              return args.whom().isEmpty() ? StepOutcome.failForGood("nobody") : StepOutcome.done();
            })
        .described("Greets somebody.")
        .alias("host.hello")
        .version(2)
        .upcast(1, Upcaster.fields(HostTypes::renamed));
  }

  private static Map<String, Object> renamed(Map<String, Object> fields) {
    Map<String, Object> changed = new LinkedHashMap<>(fields);
    changed.put("whom", changed.remove("to"));
    return changed;
  }
}
