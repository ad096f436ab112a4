package dev.stint.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Python's csv module reads, a source reads: files by a seeded generator. */
class PythonCsvTest {

  private static final int FILES = 400;
  private static final String[] PIECES = {
    "a", "b,", ",", "\"", "\n", "\r", "\r\n", " ", "ö", "😀", "", ";", "\t", "line\nline\n"
  };
  private static final String READ =
      """
      import csv, json, sys
      csv.field_size_limit(2 ** 31 - 1)
      for name in sys.argv[1:]:
          with open(name, newline='', encoding='utf-8') as file:
              print(json.dumps([row for row in csv.reader(file) if row]))
      """;

  @TempDir Path dir;

  @BeforeAll
  static void python() throws Exception {
    boolean there;
    try {
      there = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    if (!there) {
      System.out.println("not run: PythonCsvTest, for there is no python3");
    }
    Assumptions.assumeTrue(there);
  }

  @Test
  void a_source_reads_what_python_reads() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    System.out.println("PythonCsvTest: seed " + seed);
    Random random = new Random(seed);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(Files.writeString(dir.resolve(i + ".csv"), content(random)));
    }

    List<List<List<String>>> expected = byPython(files);

    for (int i = 0; i < FILES; i++) {
      assertThat(ours(files.get(i)))
          .as("seed %d, file %d: %s", seed, i, Files.readString(files.get(i)))
          .isEqualTo(expected.get(i));
    }
  }

  private static String content(Random random) {
    String[] ends = {"\n", "\r\n", "\r"};
    String end = ends[random.nextInt(ends.length)];
    StringBuilder file = new StringBuilder();
    int records = 1 + random.nextInt(8);
    for (int r = 0; r < records; r++) {
      int fields = 1 + random.nextInt(4);
      for (int f = 0; f < fields; f++) {
        file.append(f == 0 ? "" : ",").append(field(random));
      }
      boolean ended = r < records - 1 || random.nextBoolean();
      file.append(ended ? end.repeat(1 + random.nextInt(10) / 9) : "");
    }
    return file.toString();
  }

  private static String field(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(40) == 0 ? 3_000 : random.nextInt(5);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    String value = text.toString();
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '\n' || c == '\r');
    if (plain && !value.startsWith("\"") && random.nextBoolean()) {
      return value;
    }
    return "\"" + value.replace("\"", "\"\"") + "\"";
  }

  private List<List<List<String>>> byPython(List<Path> files) throws Exception {
    List<String> words = new ArrayList<>(List.of("python3", "-c", READ));
    files.forEach(f -> words.add(f.toString()));
    Path out = dir.resolve("out");
    Process python = new ProcessBuilder(words).inheritIO().redirectOutput(out.toFile()).start();
    assertThat(python.waitFor(5, TimeUnit.MINUTES)).isTrue();
    List<List<List<String>>> read = new ArrayList<>();
    for (String line : Files.readAllLines(out, StandardCharsets.UTF_8)) {
      read.add(new ObjectMapper().readValue(line, new TypeReference<>() {}));
    }
    return read;
  }

  private static List<List<String>> ours(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (CsvSource source = CsvSource.open(file.toString(), CsvPlace.START, -1)) {
      for (var line = source.next(); line.isPresent(); line = source.next()) {
        assertThat(line.get().problem()).isEmpty();
        rows.add(line.get().values());
      }
    }
    return rows;
  }
}
