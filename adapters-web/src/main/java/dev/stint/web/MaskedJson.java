package dev.stint.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Set;

/** Writes JSON again without the values of some members. */
final class MaskedJson {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final String NOTHING_SHOWN = '"' + Masks.SHOWN + '"';

  private MaskedJson() {}

  /**
   * @param names in lower case
   */
  static String of(String text, Set<String> names) {
    StringWriter masked = new StringWriter();
    try (JsonParser from = JSON.createParser(text);
        JsonGenerator to = JSON.createGenerator(masked)) {
      while (from.nextToken() != null) {
        copy(from, to, names);
      }
    } catch (IOException e) {
      return NOTHING_SHOWN;
    }
    return masked.toString();
  }

  private static void copy(JsonParser from, JsonGenerator to, Set<String> names)
      throws IOException {
    JsonToken token = from.currentToken();
    if (token == JsonToken.FIELD_NAME && hides(names, from.currentName())) {
      to.writeFieldName(from.currentName());
      from.nextToken();
      from.skipChildren();
      to.writeString(Masks.SHOWN);
    } else if (token.isNumeric()) {
      to.writeNumber(from.getText()); // As it was written.
    } else {
      to.copyCurrentEvent(from);
    }
  }

  private static boolean hides(Set<String> names, String member) {
    return names.contains(member.toLowerCase(Locale.ROOT));
  }
}
