package dev.stint.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stint.application.api.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a JSON array of what is plain. */
final class JsonList {

  private JsonList() {}

  /**
   * The texts of its members.
   *
   * @param text a well formed array
   * @throws RefusedException if one of them is an object, an array or null
   */
  static List<String> read(JsonFactory factory, String what, String text) {
    List<String> all = new ArrayList<>();
    try (JsonParser json = factory.createParser(text)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (!json.currentToken().isScalarValue() || json.currentToken() == JsonToken.VALUE_NULL) {
          throw new RefusedException(what + " must be an array of what is plain");
        }
        all.add(json.getText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
