package dev.stint.jdbc;

import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.EndRecord;
import dev.stint.domain.store.ReadyState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts in what a statement or a migration names in braces: {@code {word argument | argument}}. A
 * word is a part that many statements share ({@code sql/parts}), a ready state, or what the dialect
 * says its own way. Blanks after the opening brace are left out with a word that says nothing.
 */
final class Template {

  /** The innermost braces. */
  private static final Pattern WORD = Pattern.compile("\\{(\\s*)([\\w.-]+)\\s*([^{}]*)\\}");

  private static final Pattern BETWEEN = Pattern.compile("\\s+\\|\\s+");
  private static final Pattern COMMA = Pattern.compile(",\\s*");

  private final SqlWords words;
  private final UnaryOperator<String> parts;

  /**
   * @param parts reads a part by its name
   */
  Template(SqlWords words, UnaryOperator<String> parts) {
    this.words = words;
    this.parts = parts;
  }

  String expand(String text) {
    String expanded = text;
    Matcher found = WORD.matcher(expanded);
    while (found.find()) {
      String said = said(found.group(2), Arrays.asList(BETWEEN.split(found.group(3))));
      said = said.isEmpty() ? "" : found.group(1) + said;
      expanded = expanded.substring(0, found.start()) + said + expanded.substring(found.end());
      found = WORD.matcher(expanded);
    }
    return expanded;
  }

  private String said(String word, List<String> arguments) {
    if (word.endsWith(".columns")) {
      return columns(word.replaceFirst("columns$", ""));
    }
    return readyState(word)
        .or(() -> ofStatements(word, arguments))
        .or(() -> ofTables(word, arguments))
        .orElseGet(() -> parts.apply(word));
  }

  private static Optional<String> readyState(String word) {
    return Stream.of(ReadyState.values())
        .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(word))
        .map(state -> String.valueOf(state.code()))
        .findFirst();
  }

  private Optional<String> ofStatements(String word, List<String> a) {
    return switch (word) {
      case "columns-with" -> Optional.of(columnsWith(a));
      case "insert-new" -> Optional.of(words.insertNew(a.get(0), a.get(1), key(a.get(2))));
      case "insert-or-update" ->
          Optional.of(words.insertOrUpdate(a.get(0), a.get(1), key(a.get(2)), a.get(3)));
      case "lock-first" -> Optional.of(words.lockFirst(a.get(0), a.get(1), a.get(2)));
      case "by-id" -> Optional.of(words.byId(a.get(0)));
      case "delete-by-id" -> Optional.of(words.deleteById(a.get(0)));
      case "lock" -> Optional.of(words.lock());
      case "skip-locked" -> Optional.of(words.skipLocked());
      case "share-lock" -> Optional.of(words.shareLock());
      case "limit" ->
          Optional.of(a.size() > 1 ? words.limit(a.get(0), a.get(1)) : words.limit(a.get(0)));
      case "place-of" -> Optional.of(words.placeOf(a.get(0), a.get(1)));
      case "number" -> Optional.of(words.number(a.get(0)));
      case "no-number" -> Optional.of(words.noNumber());
      case "id-of" -> Optional.of(words.idOf(a.get(0)));
      case "not-together" -> Optional.of(words.notTogether(a.get(0)));
      case "server-time" -> Optional.of(words.now().map(now -> "(" + now + ")").orElse("0"));
      case "distinct" -> Optional.of(words.distinct(a.get(0), a.get(1), a.get(2)));
      case "next-fence" -> Optional.of(words.greater("fence + 1", ":now"));
      case "from-nothing" -> Optional.of(words.fromNothing());
      default -> Optional.empty();
    };
  }

  private Optional<String> ofTables(String word, List<String> a) {
    return switch (word) {
      case "where" -> Optional.of(words.partialIndexes() ? "where " + a.get(0) : "");
      case "partly" -> Optional.of(words.partialIndexes() ? a.get(0) : "");
      case "whole" -> Optional.of(words.partialIndexes() ? "" : a.get(0) + " ");
      case "exact-note" -> Optional.of(words.types().getOrDefault(word, ""));
      case "claim-order" -> Optional.of(ClaimOrder.text(Template::column));
      case "no-record" -> Optional.of(String.valueOf(EndRecord.NO_RECORD));
      case "table-end" -> Optional.of(words.tableEnd(a.get(0)));
      default ->
          Optional.ofNullable(words.types().get(word))
              .map(type -> type.replace("%d", a.isEmpty() ? "" : a.get(0)));
    };
  }

  private static String column(ClaimOrder key) {
    String column = key == ClaimOrder.RANK ? "claim_rank" : key.name().toLowerCase(Locale.ROOT);
    return key.falls() ? column + " desc" : column;
  }

  private static List<String> key(String conditions) {
    return Arrays.asList(conditions.split(" and "));
  }

  private List<String> columns() {
    return Arrays.asList(COMMA.split(parts.apply("columns")));
  }

  private String columns(String prefix) {
    return columns().stream().map(c -> prefix + c).collect(Collectors.joining(", "));
  }

  /** The columns, some of which are said otherwise: as the next statement will leave them. */
  private String columnsWith(List<String> others) {
    return columns().stream()
        .map(c -> others.stream().filter(o -> o.endsWith(" as " + c)).findFirst().orElse(c))
        .collect(Collectors.joining(", "));
  }
}
