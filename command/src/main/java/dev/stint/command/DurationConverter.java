package dev.stint.command;

import dev.stint.domain.Bounds;
import dev.stint.domain.OutOfBoundsException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}, or ISO 8601. */
final class DurationConverter implements ITypeConverter<Duration> {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  @Override
  public Duration convert(String text) {
    try {
      return Bounds.span("the time", read(text));
    } catch (OutOfBoundsException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static Duration read(String text) {
    Matcher match = SHORT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (match.matches()) {
      long number = Long.parseLong(match.group(1));
      return switch (match.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a time such as 500ms, 30s, 5m, 2h, 7d");
    }
  }
}
