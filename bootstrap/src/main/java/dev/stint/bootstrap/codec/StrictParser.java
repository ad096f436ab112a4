package dev.stint.bootstrap.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;

/** Refuses, whatever they are read as, texts and numbers that no value can hold as written. */
final class StrictParser extends JsonParserDelegate {

  /** Beyond it arithmetic on a number costs minutes, however short it is written. */
  private static final int GREATEST_EXPONENT = 10_000;

  private final boolean whole;

  /**
   * @param whole whether texts with half surrogate pairs are refused
   */
  StrictParser(JsonParser json, boolean whole) {
    super(json);
    this.whole = whole;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (whole && (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)) {
      whole(getText());
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      bounded(getText());
    }
    return token;
  }

  /** Untyped numbers are doubles. */
  @Override
  public Number getNumberValue() throws IOException {
    Number number = super.getNumberValue();
    return number instanceof Double real ? finite(real) : number;
  }

  @Override
  public double getDoubleValue() throws IOException {
    return finite(super.getDoubleValue());
  }

  private double finite(double number) throws IOException {
    if (!Double.isFinite(number)) {
      throw refused("must be a number that a double can hold, not " + StrictJson.quoted(this));
    }
    return number;
  }

  private void whole(String text) throws NotThatException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw refused("must not hold half a surrogate pair");
        }
        i++;
      }
    }
  }

  private void bounded(String text) throws IOException {
    int at = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (at < 0) {
      return;
    }
    String exponent = text.substring(at + 1);
    if (exponent.length() > 7 || new BigDecimal(exponent).abs().intValue() > GREATEST_EXPONENT) {
      throw refused(
          "must be a number with an exponent of at most %d, not %s"
              .formatted(GREATEST_EXPONENT, StrictJson.quoted(this)));
    }
  }

  private NotThatException refused(String words) {
    return new NotThatException(this, words);
  }
}
