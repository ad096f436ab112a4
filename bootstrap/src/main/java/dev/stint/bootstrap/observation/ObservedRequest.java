package dev.stint.bootstrap.observation;

import dev.stint.application.api.extend.TaskTracer.Requesting;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Map;
import java.util.Optional;

/** One call that requests tasks; what is written into its carrier is stored with them. */
public final class ObservedRequest extends SenderContext<Map<String, String>> implements Observed {

  private final Requesting what;
  private Optional<TaskId> task = Optional.empty();
  private String outcome = KeyValue.NONE_VALUE;

  ObservedRequest(Requesting what, Map<String, String> headers) {
    super((carrier, name, value) -> headers.put(name, value), Kind.PRODUCER);
    this.what = what;
    setCarrier(headers);
  }

  public Requesting what() {
    return what;
  }

  @Override
  public String type() {
    return what.type().map(TaskTypeName::value).orElse("various");
  }

  @Override
  public KeyValues low() {
    return KeyValues.of(
        "type",
        type(),
        "queue",
        what.queue().map(QueueName::value).orElse(KeyValue.NONE_VALUE),
        "outcome",
        outcome);
  }

  @Override
  public KeyValues high() {
    KeyValues all = KeyValues.of("stint.tasks", Integer.toString(what.tasks()));
    return task.map(id -> all.and("stint.task", id.toString())).orElse(all);
  }

  @Override
  public void ended(String value) {
    outcome = value;
  }

  @Override
  public void task(TaskId id) {
    task = Optional.of(id);
  }
}
