package dev.stint.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** A migration that was released is never edited: a database that ran it would not get the edit. */
class MigrationsTest {

  private static final Map<String, Long> RELEASED =
      new TreeMap<>(
          Map.of(
              "mysql/V3__run_records.sql", 3274242201L,
              "postgresql/V3__run_records.sql", 3274242201L,
              "sqlite/V3__run_records.sql", 3274242201L,
              "mysql/V1__tasks.sql", 2698843894L,
              "mysql/V2__key_lapse.sql", 4136205930L,
              "postgresql/V1__tasks.sql", 2620623926L,
              "postgresql/V2__key_lapse.sql", 2230588198L,
              "sqlite/V1__tasks.sql", 2521328296L,
              "sqlite/V2__key_lapse.sql", 2230588198L));

  @Test
  void no_migration_that_was_released_is_edited_and_a_new_one_is_added_here() throws IOException {
    Map<String, Long> found = new TreeMap<>();
    for (String dialect : List.of("mysql", "postgresql", "sqlite")) {
      for (String name : Schema.MIGRATIONS) {
        found.put(dialect + "/" + name, checksum(dialect + "/migration/" + name));
      }
    }

    assertThat(found).isEqualTo(RELEASED);
  }

  @Test
  void they_are_numbered_without_a_gap() {
    for (int i = 0; i < Schema.MIGRATIONS.size(); i++) {
      assertThat(Schema.MIGRATIONS.get(i)).startsWith("V" + (i + 1) + "__");
    }
    assertThat(Schema.VERSION).isEqualTo(Schema.MIGRATIONS.size());
  }

  private static long checksum(String path) throws IOException {
    try (InputStream in = requireNonNull(Schema.class.getResourceAsStream(path), path)) {
      CRC32 sum = new CRC32();
      sum.update(in.readAllBytes());
      return sum.getValue();
    }
  }
}
