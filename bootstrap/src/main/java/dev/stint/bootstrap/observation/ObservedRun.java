package dev.stint.bootstrap.observation;

import dev.stint.application.api.extend.TaskTracer.Running;
import dev.stint.domain.Owner;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Map;
import java.util.Optional;

/** One stint of a task; its carrier holds what was stored with the request. */
public final class ObservedRun extends ReceiverContext<Map<String, String>> implements Observed {

  private final Running what;
  private String action;
  private String outcome = KeyValue.NONE_VALUE;

  ObservedRun(Running what) {
    super((carrier, name) -> carrier.get(name), Kind.CONSUMER);
    this.what = what;
    this.action = what.action();
    setCarrier(what.headers().fields());
  }

  public Running what() {
    return what;
  }

  @Override
  public String type() {
    return what.line().type().value();
  }

  @Override
  public KeyValues low() {
    return KeyValues.of(
        "type",
        type(),
        "queue",
        what.line().queue().value(),
        "action",
        action.isEmpty() ? KeyValue.NONE_VALUE : action,
        "outcome",
        outcome);
  }

  @Override
  public KeyValues high() {
    KeyValues all =
        KeyValues.of(
            "stint.task",
            what.task().toString(),
            "stint.attempt",
            Integer.toString(what.attempt()),
            "stint.worker",
            what.worker());
    Optional<String> owner = what.owner().map(Owner::value);
    return owner.map(o -> all.and("stint.owner", o)).orElse(all);
  }

  @Override
  public void ended(String value) {
    outcome = value;
  }

  @Override
  public void action(String name) {
    action = name;
  }
}
