package dev.stint.spring.slice;

import dev.stint.application.api.ActionContext;
import dev.stint.spring.StintTask;
import dev.stint.spring.slice.Depot.Parcel;
import org.springframework.stereotype.Component;

/** A component with a task. */
@Component
class Sending {

  private final Depot.Carrier carrier;

  Sending(Depot.Carrier carrier) {
    this.carrier = carrier;
  }

  @StintTask("parcels.send")
  String send(Parcel parcel, ActionContext context) {
    return carrier.take(parcel.number()) + " at attempt " + context.attempt();
  }
}
