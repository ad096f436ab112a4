package dev.stint.command;

import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers in the digits 0 to 9 alone; Java takes those of every script. */
final class WholeNumbers {

  private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]+");

  private WholeNumbers() {}

  static CommandLine readBy(CommandLine command) {
    ITypeConverter<Integer> number = text -> read(text, Integer::valueOf);
    ITypeConverter<Long> large = text -> read(text, Long::valueOf);
    return command
        .registerConverter(Integer.class, number)
        .registerConverter(int.class, number)
        .registerConverter(Long.class, large)
        .registerConverter(long.class, large);
  }

  private static <T> T read(String text, Function<String, T> as) {
    if (DIGITS.matcher(text).matches()) {
      try {
        return as.apply(text);
      } catch (NumberFormatException tooLarge) {
        throw new TypeConversionException("'" + text + "' is too large a number");
      }
    }
    throw new TypeConversionException("'" + text + "' is not a whole number");
  }
}
