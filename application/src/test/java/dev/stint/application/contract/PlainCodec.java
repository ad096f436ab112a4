package dev.stint.application.contract;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.RequestOptions;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Payload;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Strings, numbers, lists of strings and records of those; a request's options by their place in
 * this codec's own list. For tests without JSON.
 */
public final class PlainCodec implements ArgumentCodec {

  private static final String BETWEEN = "\u001f";
  private static final String WITHIN = "\u001e";

  private final List<RequestOptions> options = new CopyOnWriteArrayList<>();

  private final Map<String, ActionLink> links = new ConcurrentHashMap<>();

  @Override
  public Payload encode(Object value) {
    if (value instanceof List<?> list) {
      return Payload.of(String.join(BETWEEN, list.stream().map(String::valueOf).toList()));
    }
    if (value instanceof RequestOptions chosen) {
      options.add(chosen);
      return Payload.of(String.valueOf(options.indexOf(chosen)));
    }
    if (value instanceof ActionLink link) {
      links.put(link.toString(), link);
      return Payload.of(link.toString());
    }
    if (value instanceof Record made) {
      return Payload.of(written(made, BETWEEN));
    }
    return Payload.of(String.valueOf(value));
  }

  private static String written(Record made, String between) {
    List<String> parts = new ArrayList<>();
    for (RecordComponent component : made.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        Object part = component.getAccessor().invoke(made);
        parts.add(
            part instanceof Optional<?> maybe
                ? maybe
                    .map(r -> r instanceof Record in ? written(in, WITHIN) : String.valueOf(r))
                    .orElse("")
                : String.valueOf(part));
      } catch (ReflectiveOperationException e) {
        throw new UnreadableException("cannot write " + made, e);
      }
    }
    return String.join(between, parts) + between;
  }

  @Override
  public Object decode(Payload payload, Type type) {
    Class<?> wanted = (Class<?>) type;
    try {
      if (wanted == String[].class) {
        return payload.text().split(BETWEEN);
      }
      if (wanted == ActionLink.class && links.containsKey(payload.text())) {
        return links.get(payload.text());
      }
      if (wanted == RequestOptions.class) {
        return options.get(Integer.parseInt(payload.text()));
      }
      if (wanted.isRecord()) {
        return made(wanted, payload.text().split(BETWEEN, -1));
      }
      return simple(wanted, payload.text());
    } catch (RuntimeException | ReflectiveOperationException e) {
      throw new UnreadableException("'" + payload.text() + "' is not a " + type, e);
    }
  }

  private static Object made(Class<?> wanted, String[] parts) throws ReflectiveOperationException {
    RecordComponent[] components = wanted.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] =
          types[i] == Optional.class ? maybe(components[i], parts[i]) : simple(types[i], parts[i]);
    }
    var constructor = wanted.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  /** An optional value or record within a record. */
  private static Object maybe(RecordComponent component, String text)
      throws ReflectiveOperationException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Type of = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    Class<?> value = (Class<?>) of;
    return Optional.of(
        value.isRecord() ? made(value, text.split(WITHIN, -1)) : simple(value, text));
  }

  private static Object simple(Class<?> wanted, String text) {
    if (wanted == long.class || wanted == Long.class) {
      return Long.valueOf(text);
    }
    if (wanted == boolean.class) {
      return Boolean.valueOf(text);
    }
    return wanted == int.class || wanted == Integer.class ? (Object) Integer.valueOf(text) : text;
  }
}
