package dev.stint.application.service;

import static dev.stint.application.service.ServicesFixture.MAIL;
import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.Requested;
import dev.stint.application.api.TaskDefinition;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.random.RandomValues;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes in is stored as it is or refused in one sentence; nothing between. */
class LimitsTest {

  private static final int MIB = 1 << 20;

  private final ServicesFixture services = new ServicesFixture();

  private void refuses(Request<?> request, String words) {
    long before = stored();
    assertThatThrownBy(() -> services.tasks.request(request))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(words);
    assertThat(stored()).isEqualTo(before);
  }

  private long stored() {
    return services.stores.queries().counts().stream().mapToLong(TaskCount::tasks).sum();
  }

  @Test
  void arguments_may_have_a_mebibyte_and_no_byte_more() {
    TaskId task = services.tasks.request(MAIL.with("x".repeat(MIB))).id();

    assertThat(services.row(task).standing().spec().arguments().size()).isEqualTo(MIB);
    refuses(MAIL.with("x".repeat(MIB + 1)), "have 1048577 bytes; at most 1048576 are allowed");
  }

  @Test
  void a_plan_of_ten_thousand_actions_is_stored_and_one_of_a_million_refused_by_its_limit() {
    List<String> plan = Collections.nCopies(10_000, "mail");
    assertThat(services.tasks.request(MAIL.with("x").plan(plan)).isNew()).isTrue();

    refuses(
        MAIL.with("x").plan(Collections.nCopies(1_000_000, "mail")),
        "a plan has at most 10000 actions, not 1000000");
  }

  @Test
  void a_definition_has_ten_thousand_actions_at_most() {
    TaskDefinition<String> one = ServicesFixture.definition(MAIL);
    var many = Collections.nCopies(10_001, one.actions().get(0));

    assertThatThrownBy(() -> one.actions(many))
        .hasMessage("task type mail has 10001 actions; at most 10000 are allowed");
  }

  @Test
  void counts_of_pages_are_refused_in_one_sentence_before_the_store_is_asked() {
    TaskId task = services.task();
    refusesCount(
        () -> services.ask.history(task, -1, 0), "the count of a page is from 0 to 1000000");
    refusesCount(() -> services.ask.history(task, 1_000_001, 0), "the count of a page");
    refusesCount(
        () -> services.ask.history(task, 1, -1), "what a page skips is from 0 to 1000000000");
    refusesCount(() -> services.ask.setAside(task, -1, 0), "the count of a page");
    refusesCount(() -> services.ask.setAside(task, 1, Integer.MAX_VALUE), "what a page skips");
    refusesCount(
        () -> services.ask.list(TaskFilter.newest(0)), "the limit of a list is from 1 to 10000");
    refusesCount(() -> services.ask.list(TaskFilter.newest(10_001)), "the limit of a list");
    refusesCount(
        () -> services.clean.preview(CleanRule.RETENTION, -1),
        "the count of a preview is from 1 to 10000, not -1");
    assertThat(services.ask.history(task, 1_000_000, 1_000_000_000)).isEmpty();
    assertThat(services.ask.setAside(task, 0, 0)).isEmpty();
  }

  private static void refusesCount(Runnable asking, String words) {
    assertThatThrownBy(asking::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words);
  }

  @Test
  void names_and_keys_are_bounded_in_length_and_characters() {
    refuses(MAIL.with("x").named("n".repeat(201)), "1 to 200 characters");
    refuses(MAIL.with("x").named("a\u0000b"), "all of them printable");
    refuses(MAIL.with("x").named("a\ud800b"), "all of them printable");
    assertThat(services.tasks.request(MAIL.with("x").named("n".repeat(200))).isNew()).isTrue();
    assertThatThrownBy(() -> MAIL.with("x").key("k".repeat(201)))
        .hasMessageContaining("has 201 characters; at most 200");
    assertThatThrownBy(() -> MAIL.with("x").key("a\u0000")).hasMessageContaining("U+0000");
    assertThatThrownBy(() -> MAIL.with("x").key("a\udc00"))
        .hasMessage("idempotency key must not hold half a surrogate pair");
    assertThatThrownBy(() -> MAIL.with("x").queue("q".repeat(121))).hasMessageContaining("120");
    assertThatThrownBy(() -> MAIL.with("x").serialKey(" ")).hasMessageContaining("blank");
    assertThat(services.tasks.request(MAIL.with("x").key("\uD83D\uDE00")).isNew()).isTrue();
  }

  @Test
  void due_times_and_retentions_out_of_range_are_refused() {
    refuses(MAIL.with("x").dueAt(Instant.MAX), "after the year 2254");
    refuses(MAIL.with("x").dueAt(Instant.MIN), "before the year 1970");
    refuses(MAIL.with("x").dueIn(Duration.ofSeconds(Long.MAX_VALUE)), "longer than 100 years");
    refuses(MAIL.with("x").keep(Duration.ofSeconds(Long.MAX_VALUE)), "0 to 36500 days");
    assertThatThrownBy(() -> MAIL.with("x").dueIn(Duration.ofSeconds(-1)))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> RetryPolicy.fixed(1, Duration.ofDays(366)))
        .hasMessageContaining("365 days");
  }

  @Test
  void a_message_is_cut_and_never_refused() {
    assertThat(new Message(Message.Level.INFO, "m".repeat(5_000)).text()).hasSize(2_000);
  }

  @Test
  void the_limits_are_settings_with_defaults() {
    assertThat(Config.DEFAULT.maxArguments()).isEqualTo(MIB);
    assertThat(Config.DEFAULT.maxResult()).isEqualTo(MIB);
  }

  /** What a host could pass on from anybody. */
  record Wild(
      String arguments,
      String key,
      String name,
      String owner,
      String queue,
      int priority,
      Duration delay,
      Instant at,
      List<String> plan,
      int refinements) {}

  private static Wild wild(RandomValues values) {
    return new Wild(
        text(values),
        text(values),
        text(values),
        text(values),
        text(values),
        values.anyInt(),
        values.oneOf(
            () -> Duration.ofSeconds(values.anyLong()),
            () -> Duration.ofMillis(values.between(0, 1_000_000))),
        Instant.ofEpochSecond(
            values.between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())),
        values.list(0, 3, () -> values.oneOf(() -> "mail", () -> text(values))),
        values.between(0, 255));
  }

  private static String text(RandomValues values) {
    return values.oneOf(() -> values.text(300), () -> values.letters(1, 20));
  }

  private static Request<String> request(Wild wild) {
    Request<String> request = MAIL.with(wild.arguments).priority(wild.priority);
    int bits = wild.refinements;
    request = (bits & 1) == 0 ? request : request.key(wild.key);
    request = (bits & 2) == 0 ? request : request.named(wild.name);
    request = (bits & 4) == 0 ? request : request.owner(wild.owner);
    request = (bits & 8) == 0 ? request : request.queue(wild.queue);
    request = (bits & 16) == 0 ? request : request.dueIn(wild.delay);
    request = (bits & 32) == 0 ? request : request.dueAt(wild.at);
    request = (bits & 64) == 0 ? request : request.plan(wild.plan);
    return (bits & 128) == 0 ? request : request.paused();
  }

  @Test
  void any_request_is_stored_whole_or_refused_in_one_sentence() {
    check(500, values -> any_request_is_stored_whole_or_refused_in_one_sentence(wild(values)));
  }

  private static void any_request_is_stored_whole_or_refused_in_one_sentence(Wild wild) {
    ServicesFixture own = new ServicesFixture();
    Optional<Requested> answer = Optional.empty();
    try {
      answer = Optional.of(own.tasks.request(request(wild)));
    } catch (RefusedException | IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    long there = own.stores.queries().counts().stream().mapToLong(TaskCount::tasks).sum();

    assertThat(there).isEqualTo(answer.isPresent() ? 1 : 0);
    answer.ifPresent(
        a -> {
          TaskSpec spec = own.row(a.id()).standing().spec();
          assertThat(spec.arguments()).isEqualTo(Payload.of(wild.arguments));
          assertThat(spec.priority()).isEqualTo(wild.priority);
        });
  }
}
