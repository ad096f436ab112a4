package dev.stint.bootstrap.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.function.Function;

/** Values that are read as they are written, or refused: none is turned into another one. */
final class StrictJson extends SimpleModule {

  private static final long serialVersionUID = 1;
  private static final int LONGEST_QUOTE = 50;

  StrictJson() {
    super("strict-json");
    add(String.class, String.class, "a text", StrictJson::text);
    add(boolean.class, Boolean.class, "true or false", StrictJson::truth);
    add(char.class, Character.class, "a text of one character", StrictJson::character);
    whole(byte.class, Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE, BigInteger::byteValueExact);
    whole(short.class, Short.class, Short.MIN_VALUE, Short.MAX_VALUE, BigInteger::shortValueExact);
    whole(
        int.class, Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE, BigInteger::intValueExact);
    whole(long.class, Long.class, Long.MIN_VALUE, Long.MAX_VALUE, BigInteger::longValueExact);
    add(BigInteger.class, BigInteger.class, "a whole number", StrictJson::whole);
    add(float.class, Float.class, "a number that a float can hold", StrictJson::single);
    add(double.class, Double.class, "a number that a double can hold", StrictJson::real);
    add(BigDecimal.class, BigDecimal.class, "a number", StrictJson::decimal);
    time(Instant.class, "a moment such as 2026-01-31T12:00:00Z", Instant::parse);
    time(LocalDate.class, "a date such as 2026-01-31", LocalDate::parse);
    time(LocalTime.class, "a time such as 12:00", LocalTime::parse);
    time(LocalDateTime.class, "a date and time such as 2026-01-31T12:00", LocalDateTime::parse);
    time(OffsetTime.class, "a time such as 12:00+01:00", OffsetTime::parse);
    time(OffsetDateTime.class, "a time such as 2026-01-31T12:00+01:00", OffsetDateTime::parse);
    time(
        ZonedDateTime.class,
        "a time such as 2026-01-31T12:00+01:00[Europe/Prague]",
        StrictJson::zoned);
    time(Duration.class, "a duration such as PT1M30S", Duration::parse);
    time(Period.class, "a period such as P1M", Period::parse);
  }

  /** Reads a value from the token at which the parser stands; answers null if it does not fit. */
  private interface Reading<T> {
    T of(JsonParser json) throws IOException;
  }

  private <T> void add(Class<T> plain, Class<T> boxed, String what, Reading<T> reading) {
    JsonDeserializer<T> strict =
        new JsonDeserializer<>() {
          @Override
          public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
              return reading.of(json);
            } catch (ArithmeticException | DateTimeException e) {
              throw new NotThatException(json, "must be " + what + ", not " + quoted(json));
            }
          }
        };
    addDeserializer(plain, strict);
    addDeserializer(boxed, strict);
  }

  private <T> void whole(
      Class<T> plain, Class<T> boxed, long least, long most, Function<BigInteger, T> exact) {
    String what = "a whole number from %d to %d".formatted(least, most);
    add(plain, boxed, what, json -> exact.apply(whole(json)));
  }

  private <T> void time(Class<T> type, String what, Function<String, T> parse) {
    add(type, type, what, json -> parse.apply(text(json)));
  }

  private static String text(JsonParser json) throws IOException {
    must(json.currentToken() == JsonToken.VALUE_STRING);
    return json.getText();
  }

  private static Boolean truth(JsonParser json) throws IOException {
    must(json.currentToken().isBoolean());
    return json.getBooleanValue();
  }

  private static Character character(JsonParser json) throws IOException {
    String text = text(json);
    must(text.length() == 1);
    return text.charAt(0);
  }

  private static BigInteger whole(JsonParser json) throws IOException {
    must(json.currentToken() == JsonToken.VALUE_NUMBER_INT);
    return json.getBigIntegerValue();
  }

  private static BigDecimal decimal(JsonParser json) throws IOException {
    must(json.currentToken().isNumeric());
    return json.getDecimalValue();
  }

  private static Double real(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return unreal(json.getText());
    }
    BigDecimal written = decimal(json);
    double value = written.doubleValue();
    fits(json, written, value);
    return json.getText().startsWith("-") ? -Math.abs(value) : value;
  }

  private static Float single(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return unreal(json.getText()).floatValue();
    }
    BigDecimal written = decimal(json);
    float value = written.floatValue();
    fits(json, written, value);
    return json.getText().startsWith("-") ? -Math.abs(value) : value;
  }

  /** A fraction is rounded as always; a whole number is kept or refused. */
  private static void fits(JsonParser json, BigDecimal written, double value) {
    must(Double.isFinite(value) && (value != 0 || written.signum() == 0));
    must(
        json.currentToken() != JsonToken.VALUE_NUMBER_INT
            || new BigDecimal(value).compareTo(written) == 0);
  }

  /** What JSON has no numbers for, as it is written here. */
  private static Double unreal(String text) {
    must(text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity"));
    return Double.valueOf(text);
  }

  private static ZonedDateTime zoned(String text) {
    ZonedDateTime read = ZonedDateTime.parse(text);
    int zone = text.indexOf('[');
    must(zone < 0 || read.toOffsetDateTime().equals(OffsetDateTime.parse(text.substring(0, zone))));
    return read;
  }

  private static void must(boolean fits) {
    if (!fits) {
      throw new ArithmeticException("not that");
    }
  }

  /** The token as it is written, shortened. */
  static String quoted(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null || token.isStructStart()) {
      return token == JsonToken.START_ARRAY ? "a list" : "an object";
    }
    String text = json.getText();
    String some = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    return token == JsonToken.VALUE_STRING ? "'" + some + "'" : some;
  }
}
