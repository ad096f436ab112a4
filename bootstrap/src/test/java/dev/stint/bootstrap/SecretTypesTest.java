package dev.stint.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.RecoverHook;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Requested;
import dev.stint.application.api.SecretKeys;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Payload;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Task types whose arguments and results nobody may read in the store. */
class SecretTypesTest {

  record Export(String account, String token) {}

  private static final TaskType<Export> EXPORT = TaskType.of("ledger.export", Export.class);
  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);
  private static final TaskType<String> TOLD = TaskType.of("told", String.class);
  private static final Export SECRET = new Export("7", "swordfish");
  private static final SecretKeys FIRST = SecretKeys.of("k1", new byte[32]);
  private static final SecretKeys OTHER = SecretKeys.of("k1", key(1));
  private static final SecretKeys SECOND = SecretKeys.of("k2", key(2)).andOlder("k1", new byte[32]);

  private final InstantSource clock = InstantSource.system();
  private final Stores stores = InMemoryStores.create(clock);
  private final List<Object> seen = new CopyOnWriteArrayList<>();
  private boolean fails;
  private boolean changes;

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return key;
  }

  /** Says what it was given, and answers a secret. */
  private final class Exporting implements Action<Export>, RecoverHook<Export> {
    @Override
    public StepOutcome execute(Export export, ActionContext context) {
      seen.add(export);
      return fails ? StepOutcome.fail("not now") : StepOutcome.done("done with " + export.token());
    }

    @Override
    public HookDecision<Export> recover(Export export, Failure failure, ActionContext context) {
      return changes
          ? HookDecision.proceed(new Export("7", "swordfish the second"))
          : HookDecision.proceed();
    }
  }

  private TaskDefinition<Export> definition() {
    return TaskDefinition.of(EXPORT).then(ActionDefinition.of("export", new Exporting())).secret();
  }

  private Stint.Builder host() {
    return Stint.on(stores, new InMemoryMutexes(clock))
        .define(definition())
        .define(
            TaskDefinition.of(
                PLAIN,
                (text, context) -> {
                  context.request(EXPORT.with(SECRET).key("child"));
                  return StepOutcome.done();
                }))
        .define(
            TaskDefinition.of(
                TOLD,
                (text, context) -> {
                  seen.add(context.endedWith(String.class).orElse("nothing"));
                  return StepOutcome.done();
                }));
  }

  private void run(SecretKeys keys) {
    try (Stint host = host().secretKeys(keys).build()) {
      host.batches().runBatch(Duration.ofSeconds(60));
    }
  }

  private TaskRow row(TaskId task) {
    return stores.queries().find(task).orElseThrow();
  }

  @Test
  void arguments_and_results_are_sealed_in_the_store_and_the_action_reads_them() {
    try (Stint host = host().secretKeys(FIRST).build()) {
      TaskId task = host.tasks().request(EXPORT.with(SECRET)).id();
      assertSealed(row(task).standing().spec().arguments(), SealedPayload.Part.ARGUMENTS, "k1");
      host.batches().runBatch(Duration.ofSeconds(60));

      assertThat(seen).containsExactly(SECRET);
      assertSealed(row(task).result(), SealedPayload.Part.RESULT, "k1");
      assertThat(host.result(row(task), String.class)).contains("done with swordfish");
      assertThat(everything(host)).doesNotContain("swordfish");
    }
  }

  private String everything(Stint host) {
    StringBuilder all = new StringBuilder();
    for (TaskRow row :
        host.ask().search(dev.stint.application.api.operate.TaskSearch.ALL).tasks()) {
      all.append(row).append(row.result().text());
      all.append(row.standing().spec().arguments().text());
      all.append(row.standing().spec().options().text());
      all.append(host.ask().messages(row.id())).append(host.ask().history(row.id(), 9, 0));
      host.ask().history(row.id(), 9, 0).forEach(h -> all.append(h.result().text()));
    }
    return all.toString();
  }

  private static void assertSealed(Payload payload, SealedPayload.Part part, String key) {
    SealedPayload sealed = SealedPayload.of(payload).orElseThrow();
    assertThat(sealed.part()).isEqualTo(part);
    assertThat(sealed.key()).isEqualTo(key);
    assertThat(sealed.type()).isEqualTo(EXPORT.name());
    assertThat(SealedPayload.shown(payload)).isEqualTo("\"***\"");
    assertThat(payload.text()).doesNotContain("swordfish");
  }

  @Test
  void arguments_that_a_hook_changed_are_sealed_again() {
    fails = true;
    changes = true;
    try (Stint host = host().secretKeys(FIRST).build()) {
      TaskId task =
          host.tasks()
              .request(
                  EXPORT
                      .with(SECRET)
                      .retry(dev.stint.domain.policy.RetryPolicy.fixed(1, Duration.ZERO)))
              .id();
      host.batches().runBatch(Duration.ofSeconds(60));

      assertThat(seen).containsExactly(SECRET, new Export("7", "swordfish the second"));
      assertSealed(row(task).standing().spec().arguments(), SealedPayload.Part.ARGUMENTS, "k1");
      assertThat(everything(host)).doesNotContain("swordfish");
    }
  }

  @Test
  void children_and_callbacks_of_secret_types_are_sealed_and_told_their_results() {
    try (Stint host = host().secretKeys(FIRST).build()) {
      host.tasks().request(PLAIN.with("x"));
      host.tasks().requestThen(EXPORT.with(SECRET), task -> TOLD.with("y"));
      host.batches().runBatch(Duration.ofSeconds(60));

      assertThat(seen).containsExactlyInAnyOrder(SECRET, SECRET, "done with swordfish");
      assertThat(everything(host)).doesNotContain("swordfish");
    }
  }

  @Test
  void a_key_asked_for_again_is_compared_by_what_was_sealed() {
    try (Stint host = host().secretKeys(FIRST).build();
        Stint later = host().secretKeys(SECOND).build()) {
      Requested first = host.tasks().request(EXPORT.with(SECRET).key("k"));

      for (Stint again : List.of(host, later)) {
        Requested same = again.tasks().request(EXPORT.with(SECRET).key("k"));
        assertThat(same.id()).isEqualTo(first.id());
        assertThat(same.otherArguments()).isFalse();
        Requested other = again.tasks().request(EXPORT.with(new Export("8", "x")).key("k"));
        assertThat(other.id()).isEqualTo(first.id());
        assertThat(other.otherArguments()).isTrue();
      }
    }
  }

  @Test
  void the_newest_key_seals_and_older_ones_open() {
    try (Stint host = host().secretKeys(FIRST).build();
        Stint later = host().secretKeys(SECOND).build()) {
      TaskId before = host.tasks().request(EXPORT.with(SECRET)).id();
      TaskId after = later.tasks().request(EXPORT.with(SECRET)).id();
      assertSealed(row(after).standing().spec().arguments(), SealedPayload.Part.ARGUMENTS, "k2");

      later.batches().runBatch(Duration.ofSeconds(60));

      assertThat(seen).containsExactly(SECRET, SECRET);
      assertSealed(row(before).result(), SealedPayload.Part.RESULT, "k2");
    }
  }

  @Test
  void without_its_key_a_task_is_set_apart_in_one_sentence_and_goes_on_with_it() {
    TaskId task;
    try (Stint host = host().secretKeys(FIRST).build()) {
      task = host.tasks().request(EXPORT.with(SECRET)).id();
    }

    run(SecretKeys.of("k2", key(2)));
    assertApart(task, "are sealed with the secret key 'k1', which this process does not have");
    run(OTHER);
    assertApart(task, "which this process does not have");
    run(FIRST);

    assertThat(seen).containsExactly(SECRET);
    assertThat(row(task).status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void another_key_of_the_same_name_opens_nothing_and_loses_nothing() {
    TaskId task;
    try (Stint host = host().secretKeys(FIRST).build()) {
      task = host.tasks().request(EXPORT.with(SECRET)).id();
    }

    run(OTHER);
    assertApart(task, "cannot be opened with the secret key 'k1'");
    run(FIRST);

    assertThat(seen).containsExactly(SECRET);
  }

  private void assertApart(TaskId task, String sentence) {
    assertThat(row(task).status()).isEqualTo(TaskStatus.BLOCKED);
    String why = row(task).standing().run().lastFailure().orElseThrow().message();
    assertThat(why).contains(sentence).doesNotContain("\n");
    assertThat(seen).isEmpty();
  }

  @Test
  void what_was_sealed_for_another_type_or_part_is_not_opened() {
    try (Stint host = host().secretKeys(FIRST).build()) {
      TaskId task = host.tasks().request(EXPORT.with(SECRET)).id();
      host.batches().runBatch(Duration.ofSeconds(60));
      Payload result = row(task).result();
      Payload arguments = row(task).standing().spec().arguments();
      var codec = host().secretKeys(FIRST).codec();
      var names = java.util.Set.of(EXPORT.name());
      var others = java.util.Set.of(PLAIN.name());

      assertThat(codec.open(result, names, SealedPayload.Part.RESULT).text()).contains("swordfish");
      assertThatThrownBy(() -> codec.open(result, names, SealedPayload.Part.ARGUMENTS))
          .hasMessageContaining("was sealed as the result of task type ledger.export");
      assertThatThrownBy(() -> codec.open(arguments, others, SealedPayload.Part.ARGUMENTS))
          .hasMessageContaining("the arguments are of another task");
      SealedPayload sealed = SealedPayload.of(arguments).orElseThrow();
      SealedPayload forged =
          new SealedPayload("k1", SealedPayload.Part.RESULT, EXPORT.name(), sealed.text());
      assertThatThrownBy(() -> codec.open(forged.payload(), names, SealedPayload.Part.RESULT))
          .hasMessageContaining("or it was changed");
      assertThat(codec.seal(Payload.of("x"), EXPORT.name(), SealedPayload.Part.RESULT))
          .isNotEqualTo(codec.seal(Payload.of("x"), EXPORT.name(), SealedPayload.Part.RESULT));
    }
  }

  @Test
  void a_secret_type_needs_keys_and_is_no_schedule() {
    assertThatThrownBy(() -> host().build())
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "task type ledger.export is secret, and there are no secret keys to encrypt it with");
    assertThatThrownBy(
            () ->
                host()
                    .secretKeys(FIRST)
                    .schedule(Schedule.every("s", Duration.ofHours(1), EXPORT.with(SECRET)))
                    .build())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a schedule keeps arguments as they are");
  }

  @Test
  void what_does_not_fit_is_refused_without_a_word_of_it() {
    try (Stint host = host().secretKeys(FIRST).build()) {
      assertThatThrownBy(
              () -> host.read().read("ledger.export", "{\"account\":7,\"token\":\"swordfish\"}"))
          .hasMessage("ledger.export: the arguments, which are secret, do not fit Export")
          .hasNoCause();
    }
  }

  record OtherExport(String account, int token) {}

  @Test
  void what_a_build_cannot_read_is_set_apart_without_a_word_of_it() {
    TaskId task;
    try (Stint host = host().secretKeys(FIRST).build()) {
      task = host.tasks().request(EXPORT.with(SECRET)).id();
    }
    TaskType<OtherExport> other = TaskType.of("ledger.export", OtherExport.class);
    try (Stint later =
        Stint.on(stores, new InMemoryMutexes(clock))
            .define(TaskDefinition.of(other, (export, context) -> StepOutcome.done()).secret())
            .secretKeys(FIRST)
            .build()) {
      later.batches().runBatch(Duration.ofSeconds(60));

      assertApart(task, "the arguments, which are secret, do not fit OtherExport");
      assertThat(row(task).toString()).doesNotContain("swordfish");
    }
  }

  @Test
  void what_would_be_too_large_once_it_is_sealed_is_refused() {
    try (Stint host = host().secretKeys(FIRST).build()) {
      Export large = new Export("7", "x".repeat(800_000));
      assertThatThrownBy(() -> host.tasks().request(EXPORT.with(large)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("bytes, sealed; at most 1048576 are allowed");
      Export fits = new Export("7", "x".repeat(780_000));
      TaskId task = host.tasks().request(EXPORT.with(fits)).id();
      assertThat(row(task).standing().spec().arguments().size()).isLessThan(1 << 20);
    }
  }

  @Test
  void keys_are_read_newest_first_and_told_by_name_only() {
    SecretKeys keys =
        SecretKeys.parse("k2:AQIDBAUGBwgJCgsMDQ4PEA==,\n k1:AAAAAAAAAAAAAAAAAAAAAA==\n");

    assertThat(keys.newest()).contains("k2");
    assertThat(keys).hasToString("[k2, k1]");
    assertThat(keys.find("k1")).isPresent();
    assertThat(keys.find("k3")).isEmpty();
    assertThat(SecretKeys.parse(" \n").isEmpty()).isTrue();
    List<String> wrong = new ArrayList<>();
    for (String text :
        List.of(
            "k1",
            "k1:AAAA",
            "k1:secret!",
            "a b:AAAA",
            "k1:AAAAAAAAAAAAAAAAAAAAAA==,k1:AAAAAAAAAAAAAAAAAAAAAA==")) {
      assertThatThrownBy(() -> SecretKeys.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .satisfies(e -> wrong.add(e.getMessage()));
    }
    assertThat(wrong).allSatisfy(words -> assertThat(words).doesNotContain("AAAA", "secret!"));
    assertThat(Optional.of(wrong.get(4))).hasValueSatisfying(w -> assertThat(w).contains("twice"));
  }
}
