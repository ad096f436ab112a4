package dev.stint.bootstrap.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stint.application.api.Callback;
import dev.stint.application.api.Principal;
import dev.stint.application.api.TraceHeaders;
import java.time.Duration;
import java.util.Optional;

/** Fields that builds before them cannot read are written only where they are used. */
interface RequestOptionsFields {

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  Optional<Principal> requester();

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  Optional<Duration> keepAtLeast();

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  Optional<Callback> callback();

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  Optional<TraceHeaders> trace();
}
