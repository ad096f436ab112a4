package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UuidArrayTest {

  @Test
  void ids_are_written_as_they_write_themselves_one_behind_the_other() {
    Random random = new Random(7);
    for (int size = 0; size < 40; size++) {
      UUID[] ids = new UUID[size];
      Arrays.setAll(ids, i -> new UUID(random.nextLong(), random.nextLong()));

      assertThat(UuidArray.text(ids))
          .isEqualTo(
              Arrays.stream(ids).map(UUID::toString).collect(Collectors.joining(",", "{", "}")));
    }
  }
}
