package dev.stint.bootstrap.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.stint.application.spi.ArgumentCodec;
import dev.stint.domain.Payload;
import dev.stint.domain.policy.RetryPolicy;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;

/** JSON by Jackson: records, optionals and times; an unknown or missing field is named. */
public final class JacksonCodec implements ArgumentCodec {

  private final ObjectMapper mapper;

  public JacksonCodec() {
    this.mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addMixIn(RetryPolicy.class, RetryPolicyNames.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  @Override
  public Payload encode(Object value) {
    try {
      return Payload.of(mapper.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new UnreadableException(
          value.getClass().getSimpleName()
              + " can not be written as JSON: "
              + e.getOriginalMessage(),
          e);
    }
  }

  @Override
  public Object decode(Payload payload, Type type) {
    String name = mapper.constructType(type).getRawClass().getSimpleName();
    try {
      Object value = mapper.readValue(payload.bytes(), mapper.constructType(type));
      if (value == null) {
        throw new UnreadableException("arguments of " + name + " must not be null");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new UnreadableException(
          "%s has no field '%s'; it has %s"
              .formatted(name, e.getPropertyName(), e.getKnownPropertyIds()),
          e);
    } catch (JsonMappingException e) {
      throw new UnreadableException(name + " does not fit" + where(e) + ": " + firstWords(e), e);
    } catch (IOException e) {
      throw new UnreadableException(name + " is not JSON: " + words(e), e);
    }
  }

  private static String where(JsonMappingException error) {
    List<JsonMappingException.Reference> path = error.getPath();
    String field = path.isEmpty() ? null : path.get(path.size() - 1).getFieldName();
    return field == null ? "" : " at field '" + field + "'";
  }

  /** Without the parser's hints to programmers. */
  private static String firstWords(JsonMappingException error) {
    return error
        .getOriginalMessage()
        .split(" \\(|; ", 2)[0]
        .replaceFirst("Cannot map `null` into type .*", "a value is missing")
        .replace("Null value for creator property", "it misses the field");
  }

  /** Without where in the parser's source it began. */
  private static String words(IOException error) {
    return error instanceof JsonProcessingException json
        ? json.getOriginalMessage().replaceFirst(" \\([^(]*\\[Source: .*", "")
        : String.valueOf(error.getMessage());
  }
}
