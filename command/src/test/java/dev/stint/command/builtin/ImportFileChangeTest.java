package dev.stint.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.jdbc.JdbcStores;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteDataSource;

/** The file of an import becomes another between two stints. */
class ImportFileChangeTest {

  private static final int ROWS = 20_000;

  /** A stint this short leaves after a chunk or two. */
  private static final Duration SHORT = Duration.ofMillis(20);

  @TempDir Path dir;

  private Path file() {
    return dir.resolve("people.csv");
  }

  private String url() {
    return "jdbc:sqlite:" + dir.resolve("change.db");
  }

  private static String rows(String head, int from, int to, String form) {
    StringBuilder text = new StringBuilder(head).append('\n');
    for (int i = from; i <= to; i++) {
      text.append(form.formatted(i, i, i * 10)).append('\n');
    }
    return text.toString();
  }

  private static String first() {
    return rows("id,name,amount", 1, ROWS, "%d,name%d,%d");
  }

  private void change(String how) throws Exception {
    String first = first();
    int middle = first.indexOf("\n30,");
    switch (how) {
      case "truncated" -> truncate(200);
      case "cut behind what was read" -> truncate(first.length() - 5);
      case "columns swapped" ->
          Files.writeString(file(), rows("id,amount,name", 1, ROWS, "%d,%3$d,name%2$d"));
      case "rows put before" ->
          Files.writeString(file(), first.replaceFirst("\n", "\n-1,new,0\n-2,new,0\n"));
      case "a letter changed" ->
          Files.writeString(
              file(), first.substring(0, middle) + "\n31" + first.substring(middle + 3));
      case "replaced by shorter" ->
          Files.writeString(file(), rows("id,name,amount", 1, 100, "%d,other%d,%d"));
      case "deleted" -> Files.delete(file());
      default -> throw new IllegalArgumentException(how);
    }
  }

  private void truncate(long size) throws Exception {
    try (FileChannel open = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      open.truncate(size);
    }
  }

  private Stint stint(JdbcStores stores) {
    SQLiteDataSource reading = new SQLiteDataSource();
    reading.setUrl(url());
    ImportTarget target =
        new JdbcImportTarget(reading, new ImportsUnderWay(stores.stores().queries()));
    return Stint.on(stores.stores(), stores.mutexes())
        .config(Config.DEFAULT.stint(SHORT))
        .define(BuiltIn.definitions(target, stores.stores().queries(), 100, false))
        .build();
  }

  private TaskId begun(Stint stint) throws Exception {
    Files.writeString(file(), first());
    TaskId task =
        stint
            .tasks()
            .request(
                BuiltIn.CSV_IMPORT.with(new CsvImport(file().toString(), "people", false, false)))
            .id();
    while (count("select count(*) from sqlite_master where name = 'people'") == 0
        || count("select count(*) from people") < 100) {
      stint
          .batches()
          .runBatch(RunBatch.Limits.NONE.within(Duration.ofMinutes(1)).endingUnfinished());
    }
    assertThat(row(stint, task).standing().run().status()).isEqualTo(TaskStatus.YIELDED);
    return task;
  }

  private static TaskRow row(Stint stint, TaskId task) {
    return stint.ask().find(task).orElseThrow();
  }

  private long count(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      return found.getLong(1);
    }
  }

  private TaskRow ended(Stint stint, TaskId task) {
    while (!row(stint, task).standing().run().status().finished()) {
      stint.batches().runBatch(RunBatch.Limits.NONE.within(Duration.ofMinutes(1)));
    }
    return row(stint, task);
  }

  @ParameterizedTest
  @CsvSource({
    "truncated, bytes now and had",
    "cut behind what was read, bytes now and had",
    "columns swapped, changed",
    "rows put before, changed",
    "a letter changed, changed",
    "replaced by shorter, bytes now and had",
    "deleted, there is no readable file"
  })
  void another_file_fails_the_import_in_one_sentence(String how, String why) throws Exception {
    for (boolean otherProcess : new boolean[] {false, true}) {
      Files.deleteIfExists(dir.resolve("change.db"));
      try (JdbcStores stores = JdbcStores.sqlite(url()).migrate()) {
        Stint stint = stint(stores);
        TaskId task = begun(stint);
        long before = count("select count(*) from people");
        change(how);

        TaskRow end = ended(otherProcess ? stint(stores) : stint, task);

        assertThat(end.standing().run().status()).isEqualTo(TaskStatus.FAILED);
        assertThat(end.standing().run().failure().orElseThrow().message())
            .contains("people.csv")
            .contains(why)
            .hasLineCount(1);
        assertThat(count("select count(*) from people")).isEqualTo(before);
        assertThat(count("select count(*) from people where name <> 'name' || id")).isZero();
      }
    }
  }

  @Test
  void rows_that_were_added_at_the_end_are_loaded() throws Exception {
    try (JdbcStores stores = JdbcStores.sqlite(url()).migrate()) {
      Stint stint = stint(stores);
      TaskId task = begun(stint);
      Files.writeString(
          file(), rows("", ROWS + 1, ROWS + 50, "%d,name%d,%d").strip(), StandardOpenOption.APPEND);

      assertThat(ended(stint, task).standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(count("select count(distinct id) from people")).isEqualTo(ROWS + 50);
    }
  }

  @Test
  void a_cursor_of_an_earlier_build_is_read_and_gone_on_from() throws Exception {
    Files.writeString(file(), first());
    CsvImport arguments = new CsvImport(file().toString(), "people", false, false);
    String old = "{\"offset\":28,\"line\":3,\"base\":0}";
    CsvPlace place = (CsvPlace) new JacksonCodec().decode(Payload.of(old), CsvPlace.class);

    CsvLoad load = new CsvLoad(ImportTarget.NOWHERE);
    var chunk = load.next(arguments, java.util.Optional.of(place), 2);

    assertThat(chunk.items()).extracting(CsvLine::key).containsExactly(3L, 4L);
    assertThat(chunk.next().read()).isPresent();
    Payload kept = new JacksonCodec().encode(chunk.next());
    assertThat(new JacksonCodec().decode(kept, CsvPlace.class)).isEqualTo(chunk.next());
  }

  @Test
  void a_last_line_that_was_read_before_it_was_whole_is_noticed() throws Exception {
    Files.writeString(file(), "id\n1\n23");
    CsvImport arguments = new CsvImport(file().toString(), "people", false, false);
    CsvLoad load = new CsvLoad(ImportTarget.NOWHERE);
    var chunk = load.next(arguments, java.util.Optional.empty(), 2);
    Files.writeString(file(), "45\n6\n", StandardOpenOption.APPEND);

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> load.next(arguments, java.util.Optional.of(chunk.next()), 2))
        .hasMessageContaining("the last line that was read of it has been continued");
  }
}
