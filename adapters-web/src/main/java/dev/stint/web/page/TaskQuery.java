package dev.stint.web.page;

import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTimes;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.TimeRange;
import dev.stint.domain.life.TaskStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tasks a person would like to see, as an address says it. Immutable. */
record TaskQuery(Form form) {

  static final List<String> TIMES =
      List.of(
          "requestedFrom",
          "requestedUntil",
          "dueFrom",
          "dueUntil",
          "finishedFrom",
          "finishedUntil");

  private static final List<String> FIELDS =
      Stream.concat(
              Stream.of("status", "type", "queue", "owner", "name", "within", "order"),
              TIMES.stream())
          .toList();

  private static final int PAGE = 50;

  String text(String field) {
    return form.text(field).orElse("");
  }

  boolean has(TaskStatus status) {
    return form.all("status").contains(status.name());
  }

  /** Whether it leaves anything out. */
  boolean narrows() {
    return FIELDS.stream().anyMatch(f -> !f.equals("order") && form.text(f).isPresent());
  }

  /** Whether it names a time, so that the part of the form for them is shown. */
  boolean timed() {
    return TIMES.stream().anyMatch(f -> form.text(f).isPresent());
  }

  TaskSearch search() {
    TaskOrder order =
        read("order", text -> TaskOrder.valueOf(text.toUpperCase(Locale.ROOT)))
            .orElse(TaskOrder.NEWEST);
    Optional<TaskPlace> after = read("after", text -> TaskPlace.of(text).in(order));
    return Form.checked(
        "within",
        () ->
            new TaskSearch(
                statuses(),
                read("type", TaskTypeName::new),
                read("queue", QueueName::new),
                read("owner", Owner::new),
                form.text("name"),
                read("within", TaskQuery::span),
                new TaskTimes(range("requested"), range("due"), range("finished")),
                order,
                after,
                PAGE));
  }

  private Set<TaskStatus> statuses() {
    return form.all("status").stream()
        .map(text -> Form.checked("status", () -> TaskStatus.valueOf(text)))
        .collect(Collectors.toSet());
  }

  private TimeRange range(String what) {
    Optional<Instant> from = read(what + "From", TaskQuery::moment);
    Optional<Instant> until = read(what + "Until", TaskQuery::moment);
    return Form.checked(what + "Until", () -> new TimeRange(from, until));
  }

  private <T> Optional<T> read(String field, Function<String, T> kind) {
    return form.text(field).map(text -> Form.checked(field, () -> kind.apply(text)));
  }

  private static Duration span(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a duration like PT1H or P7D", e);
    }
  }

  private static Instant moment(String text) {
    try {
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time like 2026-01-31T12:00, in UTC", e);
    }
  }

  /** What it leaves, as an address says it; in no order, and from the beginning. */
  String filter() {
    return FIELDS.stream()
        .filter(f -> !f.equals("order"))
        .flatMap(f -> form.all(f).stream().map(text -> pair(f, text)))
        .collect(Collectors.joining("&"));
  }

  /** The same for people to read: each field and what is said for it. */
  Map<String, String> said() {
    Map<String, String> said = new LinkedHashMap<>();
    for (String field : FIELDS) {
      if (!field.equals("order") && form.text(field).isPresent()) {
        said.put(field, String.join(", ", form.all(field)));
      }
    }
    return said;
  }

  /** The address of this list. */
  String address() {
    return address("");
  }

  /** The address of the page that follows a place. */
  String address(String after) {
    String kept =
        Stream.concat(
                FIELDS.stream().flatMap(f -> form.all(f).stream().map(text -> pair(f, text))),
                Stream.of(after).filter(a -> !a.isEmpty()).map(a -> pair("after", a)))
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? "/tasks" : "/tasks?" + kept;
  }

  private static String pair(String name, String value) {
    return name + "=" + encoded(value);
  }

  /** Encoded for the query of an address. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
