package dev.stint.command;

import dev.stint.domain.Bounds;
import dev.stint.domain.OutOfBoundsException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment with its offset from UTC, or the beginning of a day in UTC. */
final class InstantConverter implements ITypeConverter<Instant> {

  private static final int LENGTH_OF_DAY = "2026-01-31".length();

  @Override
  public Instant convert(String text) {
    try {
      return Bounds.moment("the time", read(text.strip()));
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is not a time such as 2026-01-31, 2026-01-31T12:00Z, 2026-01-31T12:00:30+01:00");
    } catch (OutOfBoundsException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static Instant read(String text) {
    return text.length() == LENGTH_OF_DAY
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
