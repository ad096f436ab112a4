package dev.stint.bootstrap.observation;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** Names and key values of one kind, unless the host's own convention says others. */
record StintConvention(String kind) implements ObservationConvention<Observation.Context> {

  static final StintConvention REQUEST = new StintConvention("request");
  static final StintConvention RUN = new StintConvention("run");
  static final StintConvention CHUNK = new StintConvention("chunk");

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof Observed;
  }

  @Override
  public String getName() {
    return "stint." + kind;
  }

  @Override
  public String getContextualName(Observation.Context context) {
    return kind + " " + ((Observed) context).type();
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(Observation.Context context) {
    return ((Observed) context).low();
  }

  @Override
  public KeyValues getHighCardinalityKeyValues(Observation.Context context) {
    return ((Observed) context).high();
  }
}
