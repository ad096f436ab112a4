package dev.stint.bootstrap.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON by Jackson: records, optionals and times. What is read is what was written: a value that
 * does not fit its type is refused in one sentence, never turned into another one.
 */
public final class JacksonCodec implements ArgumentCodec {

  private final ObjectMapper mapper;

  /** Those of the types that were read before: each reader knows its own parts already. */
  private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

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
    byte[] plain = value instanceof String text ? PlainJsonText.json(text) : null;
    try {
      return Payload.of(plain == null ? mapper.writeValueAsBytes(value) : plain);
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
    byte[] bytes = payload.bytes();
    String plain = type == String.class ? PlainJsonText.of(bytes) : null;
    return plain == null ? parsed(bytes, type, whole) : plain;
  }

  private Object parsed(byte[] bytes, Type type, boolean whole) {
    ObjectReader reader = reader(type);
    try (JsonParser json = new StrictParser(mapper.createParser(bytes), whole)) {
      Object value = read(json, bytes, reader);
      if (value == null) {
        throw new UnreadableException(name(reader) + ": the arguments must not be null");
      }
      return value;
    } catch (IOException e) {
      throw new UnreadableException(name(reader) + ": not JSON", e);
    }
  }

  private ObjectReader reader(Type type) {
    ObjectReader known = readers.get(type);
    return known == null ? readers.computeIfAbsent(type, this::made) : known;
  }

  private ObjectReader made(Type type) {
    return mapper.readerFor(mapper.constructType(type));
  }

  private static String name(ObjectReader reader) {
    return reader.getValueType().getRawClass().getSimpleName();
  }

  /** What does not fit is put into words while the parser still stands there. */
  private @Nullable Object read(JsonParser json, byte[] bytes, ObjectReader reader) {
    try {
      return reader.readValue(json);
    } catch (IOException e) {
      String words = Misfit.words(e, reader.getValueType(), tree(bytes));
      throw UnreadableException.of(name(reader), words, e);
    }
  }

  private JsonNode tree(byte[] bytes) {
    try {
      return mapper.readTree(bytes);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
