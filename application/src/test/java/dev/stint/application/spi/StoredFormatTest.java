package dev.stint.application.spi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredFormatTest {

  private static final StoredFormat FORMAT = new StoredFormat("this Redis", 103, "upgrade it");

  @ParameterizedTest
  @ValueSource(ints = {103, 104, 199})
  void its_own_and_later_ones_of_its_hundred_are_worked_with(int found) {
    assertThatCode(() -> FORMAT.check(found)).doesNotThrowAnyException();
  }

  @Test
  void an_older_one_is_refused_with_the_remedy() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> FORMAT.check(102))
        .withMessage(
            "this Redis keeps Stint's data in format 102 and this build needs format 103; upgrade it")
        .matches(e -> !e.isTransient());
  }

  @Test
  void one_of_a_later_hundred_is_refused() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> FORMAT.check(200))
        .withMessage(
            "this Redis keeps Stint's data in format 200, and this build knows formats up to 199;"
                + " use a newer release of Stint")
        .matches(e -> !e.isTransient());
  }
}
