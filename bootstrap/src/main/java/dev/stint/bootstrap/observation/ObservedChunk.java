package dev.stint.bootstrap.observation;

import dev.stint.application.api.extend.TaskTracer.Chunking;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;

/** One chunk of a stint. */
public final class ObservedChunk extends Observation.Context implements Observed {

  private final Chunking what;
  private String outcome = KeyValue.NONE_VALUE;

  ObservedChunk(Chunking what) {
    this.what = what;
  }

  public Chunking what() {
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
        what.action(),
        "outcome",
        outcome);
  }

  @Override
  public KeyValues high() {
    return KeyValues.of(
        "stint.task", what.task().toString(), "stint.items", Integer.toString(what.items()));
  }

  @Override
  public void ended(String value) {
    outcome = value;
  }
}
