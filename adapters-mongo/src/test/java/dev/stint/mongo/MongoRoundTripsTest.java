package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.Lane;
import dev.stint.domain.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A hundred tasks cost as many commands as two; and what a claim need not ask it does not ask. */
class MongoRoundTripsTest extends Contract {

  private static final int MANY = 100;
  private static final Set<String> NOT_OF_A_VERB = Set.of("hello", "isMaster");
  private static final long ANY_SIZE = 1L << 30;

  private long asked = 1_000;
  private final List<String> commands = new CopyOnWriteArrayList<>();

  @Override
  protected StoreFixture open() {
    return MongoFixture.watched(
        new CommandListener() {
          @Override
          public void commandStarted(CommandStartedEvent event) {
            if (!NOT_OF_A_VERB.contains(event.getCommandName())) {
              commands.add(event.getCommandName());
            }
          }
        });
  }

  private List<NewTask> tasks(int from) {
    return IntStream.range(from, from + MANY).mapToObj(i -> Sample.of(i).make()).toList();
  }

  @Test
  void many_requests_are_one_insert() {
    commands.clear();

    stores.requests().insert(tasks(1));

    assertThat(commands).containsExactly("insert");
  }

  @Test
  void a_claim_of_many_is_five_commands() {
    stores.requests().insert(tasks(1));
    commands.clear();

    assertThat(claim(MANY / 2)).hasSize(MANY / 2);

    // Is the worker live; the ready; the suspects; mark; what was marked.
    assertThat(commands).containsExactly("find", "find", "find", "update", "find");
  }

  @Test
  void many_settlements_are_one_update() {
    stores.requests().insert(tasks(1));
    List<Settlement> settlements = claim(MANY).stream().map(MongoRoundTripsTest::done).toList();
    commands.clear();

    stores.runs().settle(settlements);

    assertThat(commands).containsExactly("update");
  }

  private static Settlement done(Claim claim) {
    return done(claim, Notes.NONE);
  }

  private static Settlement done(Claim claim, Notes notes) {
    return new Settlement(claim.key().next(), Sample.done(), notes, KEEP, Duration.ofMillis(5));
  }

  @Test
  void the_messages_of_many_settlements_are_moved_together() {
    stores.requests().insert(tasks(1));
    Message said = new Message(Message.Level.INFO, "said");
    Notes notes =
        new Notes(
            Notes.NONE.arguments(),
            Notes.NONE.progress(),
            Notes.NONE.result(),
            List.of(said),
            List.of());
    List<Settlement> settlements = claim(MANY).stream().map(c -> done(c, notes)).toList();
    commands.clear();

    stores.runs().settle(settlements);

    // The settlements; what they owe; the messages there are; the new ones; it is done.
    assertThat(commands).containsExactly("update", "find", "aggregate", "update", "update");
    assertThat(stores.queries().messages(Sample.id(MANY))).hasSize(1);
  }

  private static Sample keyed(int number) {
    return Sample.of(number).serial("key " + number % MANY);
  }

  private List<NewTask> keyed(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> keyed(i).make()).toList();
  }

  @Test
  void many_requests_with_free_serial_keys_are_seven_commands() {
    commands.clear();

    stores.requests().insert(keyed(1, MANY + 1));

    // Stored; no key has a record, here are the heads, records made; the heads read, made ready;
    // marks gone.
    assertThat(commands)
        .containsExactly("insert", "find", "aggregate", "insert", "find", "update", "update");
    assertThat(claim(MANY)).hasSize(MANY);
  }

  @Test
  void many_settlements_that_hand_their_serial_keys_on_cost_a_fixed_number_of_commands() {
    stores.requests().insert(keyed(1, 2 * MANY + 1));
    List<Settlement> settlements = claim(MANY).stream().map(MongoRoundTripsTest::done).toList();
    commands.clear();

    stores.runs().settle(settlements);

    // Not as if they had no keys; so they are found, and settled.
    List<String> expected = new ArrayList<>(List.of("update", "find", "update"));
    // Records and holders; the heads, named in the records; the heads read, made ready; marks gone.
    expected.addAll(List.of("find", "find", "aggregate", "update", "find", "update", "update"));
    assertThat(commands).isEqualTo(expected);
    assertThat(claim(MANY)).hasSize(MANY);
  }

  @Test
  void settlements_that_keep_their_serial_keys_cost_no_more_than_without() {
    stores.requests().insert(keyed(1, 2 * MANY + 1));
    List<Settlement> settlements =
        claim(MANY).stream()
            .map(
                c ->
                    new Settlement(
                        c.key().next(), Sample.yielded("1"), Notes.NONE, KEEP, Duration.ZERO))
            .toList();
    commands.clear();

    stores.runs().settle(settlements);

    assertThat(commands).containsExactly("update");
  }

  private boolean waiting(List<Lane> lanes, int limit, int lineLimit) {
    ClaimId id = new ClaimId(worker, ++asked);
    List<LineLimit> lines = List.of(new LineLimit(Sample.LINE, lineLimit));
    return stores
        .runs()
        .claim(new ClaimRequest(id, lines, lanes, limit, 0, ANY_SIZE))
        .interactiveWaiting();
  }

  @Test
  void interactive_tasks_that_a_claim_did_not_look_for_are_asked_for() {
    insert(Sample.of(1).interactive(), Sample.of(2));

    assertThat(waiting(List.of(Lane.BACKGROUND), 9, 9)).isTrue();
    assertThat(waiting(List.of(Lane.values()), 9, 0)).isTrue();
    assertThat(waiting(List.of(Lane.values()), 9, 9)).isFalse();
  }

  @Test
  void interactive_tasks_that_a_limit_cut_off_wait() {
    insert(Sample.of(1).interactive(), Sample.of(2).interactive(), Sample.of(3));

    assertThat(waiting(List.of(Lane.values()), 9, 1)).isTrue();
    assertThat(waiting(List.of(Lane.values()), 1, 9)).isFalse();
  }
}
