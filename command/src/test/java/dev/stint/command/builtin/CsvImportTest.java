package dev.stint.command.builtin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.domain.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvImportTest {

  @ParameterizedTest
  @ValueSource(strings = {"stint_task", "STINT_KEY", "Sqlite_master", " ", ""})
  void no_import_can_replace_the_tables_that_tasks_live_in(String table) {
    assertThatThrownBy(() -> new CsvImport("/x.csv", table, false, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be a table's name");
  }

  @Test
  void a_request_by_json_is_held_to_the_same() {
    Payload json =
        Payload.of(
            "{\"file\":\"/x.csv\",\"table\":\"Stint_task\",\"append\":false,\"replace\":true}");
    assertThatThrownBy(() -> new JacksonCodec().decode(json, CsvImport.class))
        .isInstanceOf(ArgumentCodec.UnreadableException.class)
        .hasMessageContaining("'Stint_task' cannot be a table's name");
  }

  @Test
  void append_and_replace_exclude_each_other() {
    assertThatThrownBy(() -> new CsvImport("/x.csv", "t", true, true))
        .hasMessage("append and replace exclude each other");
  }
}
