package dev.stint.web;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import java.util.List;
import java.util.Optional;

/**
 * What may be said from outside, and nothing else.
 *
 * @param arguments the JSON as it was written, for the codec to read
 * @param key asking again while its task is unfinished answers that task
 * @param name for people
 */
record TaskRequestBody(String type, String arguments, Optional<String> key, Optional<String> name) {

  private static final List<String> FIELDS = List.of("type", "arguments", "key", "name");

  /**
   * @throws RefusedException if it is not one JSON object of the known fields
   */
  static TaskRequestBody read(String text) {
    JsonFields fields = JsonFields.read(text, FIELDS);
    return new TaskRequestBody(
        fields.needed("type"),
        fields.written("arguments").orElse("{}"),
        fields.text("key"),
        fields.text("name"));
  }

  /**
   * @throws RefusedException if the key or the name cannot be one
   */
  <A> Request<A> refined(Request<A> plain) {
    try {
      Request<A> request = key.isPresent() ? plain.key(key.get()) : plain;
      return name.isPresent() ? request.named(name.get()) : request;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }
}
