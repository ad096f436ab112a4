package dev.stint.command;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a value that says itself what is wrong with a text. */
record Named<T>(Function<String, T> made) implements ITypeConverter<T> {

  @Override
  public T convert(String text) {
    try {
      return made.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
