package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which contract is held by which store, from the tests that hold them. Run with {@code
 * -Dstint.docs.write=true} to write the table anew.
 */
class StoresDocTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/stores.md");
  private static final String BEGIN = "<!-- contracts: begin -->\n";
  private static final String END = "<!-- contracts: end -->";
  private static final Pattern HOLDS =
      Pattern.compile("class (\\w+)Test extends (?:Jdbc)?(\\w+)Contract\\b");

  /** A class of all contracts of a store: those of {@link #COMMON}, and its own. */
  private static final Pattern HOLDS_ALL =
      Pattern.compile("class (\\w+)ContractsTest extends StoreContracts");

  private static final Pattern EACH =
      Pattern.compile("class \\w+ extends (?:Jdbc)?(\\w+)Contract\\b");
  private static final Path COMMON =
      ROOT.resolve("application/src/test/java/dev/stint/application/contract/StoreContracts.java");

  /** What the tests' names begin with, and what they were run on. */
  private static final Map<String, String> STORES = new LinkedHashMap<>();

  static {
    STORES.put("Memory", "memory (reference)");
    STORES.put("Sqlite", "SQLite 3.54");
    STORES.put("H2", "H2 2.5");
    STORES.put("Postgres", "PostgreSQL 18");
    STORES.put("Mariadb", "MariaDB 11.4");
    STORES.put("Redis", "Redis 6.2");
    STORES.put("RedisCluster", "Redis 6.2 Cluster, 3 masters");
    STORES.put("Mongo", "MongoDB stand-in");
  }

  @Test
  void the_table_in_the_docs_says_what_is_tested() throws IOException {
    String text = Files.readString(PAGE);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    String wanted = text.substring(0, from) + table() + text.substring(text.indexOf(END));
    if (Boolean.getBoolean("stint.docs.write")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(text).contains(BEGIN, END);
    assertThat(Files.readString(PAGE)).isEqualTo(wanted);
  }

  private static String table() throws IOException {
    Map<String, List<String>> holders = holders();
    StringBuilder table = new StringBuilder("| contract |");
    STORES.values().forEach(name -> table.append(' ').append(name).append(" |"));
    table.append("\n|---|").append("---|".repeat(STORES.size())).append('\n');
    for (String contract : new TreeSet<>(holders.keySet())) {
      table.append("| ").append(contract).append(" |");
      for (String store : STORES.keySet()) {
        boolean held = holders.getOrDefault(contract, List.of()).contains(store);
        table.append(held ? " passes |" : " – |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  /** The stores that hold each contract. */
  private static Map<String, List<String>> holders() throws IOException {
    Map<String, List<String>> holders = new HashMap<>();
    for (Path file : tests()) {
      String text = Files.readString(file);
      Matcher one = HOLDS.matcher(text);
      Matcher all = HOLDS_ALL.matcher(text);
      if (all.find()) {
        String store = store(all.group(1));
        each(text + Files.readString(COMMON)).forEach(contract -> add(holders, contract, store));
      } else if (one.find()) {
        add(holders, one.group(2), store(one.group(1)));
      }
    }
    return holders;
  }

  private static void add(Map<String, List<String>> holders, String contract, String store) {
    holders.computeIfAbsent(contract, c -> new ArrayList<>()).add(store);
  }

  private static List<String> each(String text) {
    return EACH.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toList());
  }

  private static String store(String test) {
    return STORES.keySet().stream()
        .filter(test::startsWith)
        .reduce((one, other) -> one.length() > other.length() ? one : other)
        .orElse("");
  }

  private static List<Path> tests() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> found = new ArrayList<>();
      for (Path module : modules.collect(Collectors.toList())) {
        Path tests = module.resolve("src/test/java");
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files.filter(f -> f.toString().endsWith("Test.java")).forEach(found::add);
          }
        }
      }
      return found;
    }
  }
}
