package dev.stint.jdbc;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** A migration that was released is never edited: a database that ran it would not get the edit. */
class MigrationsTest {

  private static final Map<String, Long> RELEASED =
      new TreeMap<>(
          Map.ofEntries(
              entry("h2/V1__tasks.sql", 1817401905L),
              entry("h2/V2__key_lapse.sql", 4136205930L),
              entry("h2/V3__run_records.sql", 3274242201L),
              entry("h2/V100__ready_state.sql", 3958916397L),
              entry("h2/V101__turn.sql", 3722001998L),
              entry("h2/V102__tombstones.sql", 3856367123L),
              entry("h2/V103__asking.sql", 290532220L),
              entry("h2/V104__asking_live.sql", 3877209489L),
              entry("h2/V105__serial_key_locks.sql", 3921795927L),
              entry("h2/V106__wait_numbers.sql", 271008331L),
              entry("mysql/V1__tasks.sql", 2698843894L),
              entry("mysql/V2__key_lapse.sql", 4136205930L),
              entry("mysql/V3__run_records.sql", 3274242201L),
              entry("mysql/V100__ready_state.sql", 3958916397L),
              entry("mysql/V101__turn.sql", 3722001998L),
              entry("mysql/V102__tombstones.sql", 3856367123L),
              entry("mysql/V103__asking.sql", 290532220L),
              entry("mysql/V104__asking_live.sql", 3877209489L),
              entry("mysql/V105__serial_key_locks.sql", 1036542730L),
              entry("mysql/V106__wait_numbers.sql", 271008331L),
              entry("postgresql/V1__tasks.sql", 2620623926L),
              entry("postgresql/V2__key_lapse.sql", 2230588198L),
              entry("postgresql/V3__run_records.sql", 3274242201L),
              entry("postgresql/V100__ready_state.sql", 3958916397L),
              entry("postgresql/V101__turn.sql", 3722001998L),
              entry("postgresql/V102__tombstones.sql", 2509484831L),
              entry("postgresql/V103__asking.sql", 3651587447L),
              entry("postgresql/V104__asking_live.sql", 288247739L),
              entry("postgresql/V105__serial_key_locks.sql", 3921795927L),
              entry("postgresql/V106__wait_numbers.sql", 271008331L),
              entry("sqlite/V1__tasks.sql", 2521328296L),
              entry("sqlite/V2__key_lapse.sql", 2230588198L),
              entry("sqlite/V3__run_records.sql", 3274242201L),
              entry("sqlite/V100__ready_state.sql", 3958916397L),
              entry("sqlite/V101__turn.sql", 3722001998L),
              entry("sqlite/V102__tombstones.sql", 3856367123L),
              entry("sqlite/V103__asking.sql", 3651587447L),
              entry("sqlite/V104__asking_live.sql", 288247739L),
              entry("sqlite/V105__serial_key_locks.sql", 3921795927L),
              entry("sqlite/V106__wait_numbers.sql", 271008331L)));

  @Test
  void no_migration_that_was_released_is_edited_and_a_new_one_is_added_here() {
    Map<String, Long> found = new TreeMap<>();
    for (Dialect dialect : Dialects.ALL) {
      for (String name : Schema.MIGRATIONS) {
        found.put(dialect.name() + "/" + name, checksum(Schema.migration(dialect, name)));
      }
    }

    assertThat(found).isEqualTo(RELEASED);
  }

  @Test
  void each_has_the_next_number_or_begins_the_next_hundred() {
    int last = 0;
    for (String name : Schema.MIGRATIONS) {
      int number = Schema.number(name.substring(1));
      assertThat(number).isIn(last + 1, (last / 100 + 1) * 100);
      last = number;
    }
    assertThat(Schema.VERSION).isEqualTo(last);
  }

  private static long checksum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
