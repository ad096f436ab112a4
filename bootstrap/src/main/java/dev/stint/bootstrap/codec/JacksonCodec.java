package dev.stint.bootstrap.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.RequestOptions;
import dev.stint.domain.Payload;
import dev.stint.domain.policy.RetryPolicy;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * JSON by Jackson: records, optionals and times. What is read is what was written: a value that
 * does not fit its type is refused in one sentence, never turned into another one.
 */
public final class JacksonCodec implements ArgumentCodec {

  private final ObjectMapper mapper;

  public JacksonCodec() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new StrictJson())
            .addMixIn(RetryPolicy.class, RetryPolicyNames.class)
            .addMixIn(RequestOptions.class, RequestOptionsFields.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    builder.withCoercionConfigDefaults(
        c ->
            c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail));
    this.mapper = builder.build();
  }

  @Override
  public Payload encode(Object value) {
    try {
      return Payload.of(mapper.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new UnreadableException(
          value.getClass().getSimpleName()
              + " cannot be written as JSON: "
              + e.getOriginalMessage(),
          e);
    }
  }

  @Override
  public Object decode(Payload payload, Type type) {
    return decode(payload, type, false);
  }

  /** Also refuses half surrogate pairs, which earlier builds stored. */
  @Override
  public Object decodeNew(Payload payload, Type type) {
    return decode(payload, type, true);
  }

  private Object decode(Payload payload, Type type, boolean whole) {
    JavaType wanted = mapper.constructType(type);
    String name = wanted.getRawClass().getSimpleName();
    try (JsonParser json = new StrictParser(mapper.createParser(payload.bytes()), whole)) {
      Object value = read(json, payload, wanted);
      if (value == null) {
        throw new UnreadableException(name + ": the arguments must not be null");
      }
      return value;
    } catch (IOException e) {
      throw new UnreadableException(name + ": not JSON", e);
    }
  }

  /** What does not fit is put into words while the parser still stands there. */
  private @Nullable Object read(JsonParser json, Payload payload, JavaType wanted) {
    try {
      return mapper.readerFor(wanted).readValue(json);
    } catch (IOException e) {
      String name = wanted.getRawClass().getSimpleName();
      throw UnreadableException.of(name, Misfit.words(e, wanted, tree(payload)), e);
    }
  }

  private JsonNode tree(Payload payload) {
    try {
      return mapper.readTree(payload.bytes());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
