package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Bounds;
import dev.stint.domain.Due;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Message;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.QueueName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts are kept as they are, as long as they may be, and compared by every character; so are
 * numbers and moments, as large as they may be.
 */
public abstract class ExtremesContract extends Contract {

  /** Two Java characters and four bytes each. */
  private static final String FOUR_BYTES = "\uD83D\uDE00";

  /** One Java character and three bytes each. */
  private static final String THREE_BYTES = "\u20AC";

  /** The latest due time to the microsecond. */
  private static final Instant LATE = Bounds.DUE_END.minusNanos(1_000);

  private static String longest(String of, int characters) {
    return of.repeat(characters / of.length());
  }

  /** All of its texts are this one, as far as they fit. */
  private static NewTask task(int number, String text) {
    TaskSpec spec =
        new TaskSpec(
            Sample.id(number),
            new Line(new QueueName(cut(text, 120)), new TaskTypeName(cut(text, 120))),
            Lane.BACKGROUND,
            0,
            3,
            Payload.of("arguments"),
            Payload.NONE,
            Payload.NONE,
            Optional.of(text),
            Optional.of(new Owner(text)),
            Optional.of(IdempotencyKey.named(text, IdempotencyKey.Scope.ACTIVE)),
            Optional.of(SerialKey.named(text)));
    return new NewTask(spec, Run.NEW, Due.NOW);
  }

  private static String cut(String text, int longest) {
    return text.substring(0, Math.min(text.length(), longest));
  }

  private List<Claim> claimed(NewTask task) {
    return claimed(asking(9, 9, task.spec().line())).tasks();
  }

  private static Outcome failed(Failure failure) {
    Run run = Sample.run(TaskStatus.FAILED);
    return Outcome.of(
        new Run(
            run.status(),
            run.phase(),
            run.action(),
            run.entry(),
            run.cursor(),
            run.attempt(),
            run.losses(),
            run.hookDeaths(),
            run.idleYields(),
            run.heldFrom(),
            run.blocked(),
            run.interruption(),
            Optional.of(failure)),
        Due.UNCHANGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {FOUR_BYTES, THREE_BYTES, "x"})
  void the_longest_texts_and_payloads_are_kept_as_they_are(String of) {
    NewTask longest = task(1, longest(of, 200));

    assertThat(stores.requests().insert(List.of(longest))).allMatch(Inserted::isNew);
    List<Claim> claims = claimed(longest);
    assertThat(claims).extracting(Claim::spec).containsExactly(longest.spec());

    String words = longest(of, 2_000);
    Payload large = Payload.of("y".repeat(Bounds.LARGEST_PAYLOAD));
    Failure failure = new Failure(true, longest(of, 200), words, longest(of, 8_000));
    SetAside aside = new SetAside(longest(of, 200), large, words);
    Message message = new Message(Message.Level.INFO, words);
    Progress progress = new Progress(1, 2, longest(of, 500));
    Notes notes =
        new Notes(
            Optional.of(large),
            Optional.of(progress),
            Optional.of(large),
            List.of(message),
            List.of(aside));
    assertThat(settle(claims.get(0).key().next(), failed(failure), notes, KEEP))
        .isEqualTo(WriteResult.APPLIED);

    TaskRow row = stores.queries().find(Sample.id(1)).orElseThrow();
    assertThat(row.standing().spec().owner()).isEqualTo(longest.spec().owner());
    assertThat(row.standing().spec().name()).isEqualTo(longest.spec().name());
    assertThat(row.standing().spec().arguments()).isEqualTo(large);
    assertThat(row.standing().run().failure()).contains(failure);
    assertThat(row.progress()).isEqualTo(progress);
    assertThat(row.result()).isEqualTo(large);
    assertThat(stores.queries().messages(Sample.id(1)))
        .extracting(TaskMessage::message)
        .containsExactly(message);
    assertThat(stores.queries().setAside(Sample.id(1), 9, 0)).containsExactly(aside);
    assertThat(stores.queries().history(Sample.id(1), 9, 0))
        .singleElement()
        .satisfies(run -> assertThat(run.failure()).contains(failure));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, Integer.MAX_VALUE})
  void numbers_and_moments_at_their_bounds_are_kept(int priority) {
    insert(
        Sample.of(1).priority(priority),
        Sample.of(2).priority(0),
        Sample.of(3).priority(priority).due(Due.at(LATE)),
        Sample.of(4).due(Due.at(Bounds.EARLIEST)));

    TaskRow last = stores.queries().find(Sample.id(3)).orElseThrow();
    assertThat(last.due()).isEqualTo(LATE);
    assertThat(last.standing().spec().priority()).isEqualTo(priority);
    List<Claim> claims = claim(9);
    assertThat(ids(claims)).hasSize(3).doesNotContain(Sample.id(3));
    assertThat(ids(claims).indexOf(Sample.id(1))).isEqualTo(priority < 0 ? 2 : 0);
    Claim first = claims.get(0);
    Progress progress = new Progress(Long.MAX_VALUE, Long.MAX_VALUE, "");
    Notes notes =
        new Notes(Optional.empty(), Optional.of(progress), Optional.empty(), List.of(), List.of());
    assertThat(settle(first.key().next(), snoozed(LATE), notes, KEEP))
        .isEqualTo(WriteResult.APPLIED);

    TaskRow snoozed = stores.queries().find(first.spec().id()).orElseThrow();
    assertThat(snoozed.due()).isEqualTo(LATE);
    assertThat(snoozed.progress()).isEqualTo(progress);
    assertThat(claim(9)).isEmpty();
  }

  private static Outcome snoozed(Instant until) {
    return Outcome.of(
        Sample.run(TaskStatus.YIELDED, Payload.of("row 1"), Integer.MAX_VALUE, 0), Due.at(until));
  }

  /**
   * Trailing blanks, case, accents, how an accent is written, width: databases compare by none or
   * all of them. Seen to fail where a database takes blanks at an end for nothing.
   */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"bob,bob ", "bob,Bob", "bob,b\u00F3b", "\u00E9,e\u0301", "ss,\u00DF", "b%b,bab"})
  void texts_that_differ_by_little_are_different(String one, String other) {
    NewTask ones = task(1, one);
    NewTask others = task(2, other);
    assertThat(stores.requests().insert(List.of(ones, others))).allMatch(Inserted::isNew);

    assertThat(listed(f -> f.owner(new Owner(one)))).containsExactly(Sample.id(1));
    assertThat(listed(f -> f.owner(new Owner(other)))).containsExactly(Sample.id(2));
    assertThat(listed(f -> f.type(new TaskTypeName(one)))).containsExactly(Sample.id(1));
    assertThat(listed(f -> f.serialKey(SerialKey.named(other)))).containsExactly(Sample.id(2));
    assertThat(stores.queries().byKey(ones.spec().key().orElseThrow())).contains(Sample.id(1));
    assertThat(ids(claimed(others))).containsExactly(Sample.id(2));
    assertThat(ids(claimed(ones))).containsExactly(Sample.id(1));
    List<SetAside> items = List.of(aside(one), aside(other));
    Notes notes = new Notes(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), items);
    assertThat(settle(standing(Sample.id(1)), notes)).isEqualTo(WriteResult.APPLIED);
    assertThat(stores.queries().setAside(Sample.id(1), 9, 0))
        .containsExactlyInAnyOrderElementsOf(items);
    assertThat(listed(f -> f.owner(new Owner(one)))).containsExactly(Sample.id(1));
    assertRegistersAndMutexes(one, other);
  }

  private void assertRegistersAndMutexes(String one, String other) {
    List<Swap> swaps =
        List.of(
            new Swap("text", one, 0, Payload.of(one)),
            new Swap("text", other, 0, Payload.of(other)));
    assertThat(stores.registers().swap(swaps)).containsOnly(WriteResult.APPLIED);
    assertThat(stores.registers().find("text", other))
        .map(Register::content)
        .contains(Payload.of(other));
    assertThat(stores.registers().all("text")).hasSize(2);
    assertThat(fixture.mutexes().tryAcquire(one, LEASE)).isPresent();
    assertThat(fixture.mutexes().tryAcquire(other, LEASE)).isPresent();
  }

  private static SetAside aside(String item) {
    return new SetAside(item, Payload.of(item), "bad");
  }

  private WriteResult settle(VersionedTask task, Notes notes) {
    WriteKey next =
        new WriteKey(
            task.spec().id(), task.worker().orElseThrow(), task.fence(), task.sequence() + 1);
    return settle(next, Sample.done(), notes, KEEP);
  }

  private List<TaskId> listed(UnaryOperator<TaskFilter> by) {
    return stores.queries().list(by.apply(TaskFilter.newest(9))).stream().map(TaskRow::id).toList();
  }

  @Test
  void a_worker_may_be_called_anything() {
    WorkerId odd = Sample.worker(7);
    String label = "h\u0000st \ud800 " + "x".repeat(100_000);

    stores.workers().register(new WorkerRow(odd, label, LEASE, Set.of(Sample.TYPE)));

    assertThat(stores.queries().workers())
        .filteredOn(w -> w.id().equals(odd))
        .singleElement()
        .satisfies(w -> assertThat(w.label()).startsWith("h\uFFFDst \uFFFD xxx").hasSize(200));
  }

  @Test
  void a_mutex_has_a_name_of_up_to_200_characters_and_none_longer() {
    assertThat(fixture.mutexes().tryAcquire(longest(FOUR_BYTES, 200), LEASE)).isPresent();
    assertThat(fixture.mutexes().tryAcquire(longest(THREE_BYTES, 200), LEASE)).isPresent();
    for (String bad : List.of("x".repeat(201), " ", "a\u0000b", "a\udc00")) {
      assertThatThrownBy(() -> fixture.mutexes().tryAcquire(bad, LEASE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("mutex name ");
    }
  }

  @Test
  void a_register_has_a_name_of_up_to_300_characters() {
    String name = longest(FOUR_BYTES, 300);
    Swap swap = new Swap("k".repeat(40), name, 0, Payload.of(name));

    assertThat(stores.registers().swap(List.of(swap))).containsExactly(WriteResult.APPLIED);
    assertThat(stores.registers().all(swap.kind()))
        .extracting(Register::name)
        .containsExactly(name);
  }
}
