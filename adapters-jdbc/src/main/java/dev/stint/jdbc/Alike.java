package dev.stint.jdbc;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether all rows have the same value in a column. */
final class Alike {

  private Alike() {}

  /** Whether that holds for each of these columns. */
  static boolean columns(@Nullable Object[][] columns) {
    for (Object[] column : columns) {
      if (!values(column)) {
        return false;
      }
    }
    return true;
  }

  static boolean values(@Nullable Object[] values) {
    for (Object value : values) {
      if (value != values[0] && !Objects.deepEquals(value, values[0])) {
        return false;
      }
    }
    return true;
  }

  static boolean numbers(long[] values) {
    for (long value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }
}
