package dev.stint.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.RequestOptions;
import dev.stint.domain.Payload;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Objects;

/** Plain Jackson; the host's own codec is bootstrap's. */
final class JsonCodec implements ArgumentCodec {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Payload encode(Object value) {
    if (value instanceof RequestOptions) {
      return Payload.of("{}"); // Plain Jackson knows no optionals, and no engine reads them here.
    }
    try {
      return Payload.of(JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new UnreadableException("it cannot be written", e);
    }
  }

  @Override
  public Object decode(Payload payload, Type type) {
    if (type == RequestOptions.class) {
      return RequestOptions.NONE;
    }
    try {
      Object value = JSON.readValue(payload.bytes(), JSON.constructType(type));
      return Objects.requireNonNullElseGet(
          value,
          () -> {
            throw new UnreadableException("arguments must not be null");
          });
    } catch (IOException e) {
      throw new UnreadableException("the arguments do not fit", e);
    }
  }
}
