package dev.stint.application.engine.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.SecretKeys;
import dev.stint.application.contract.PlainCodec;
import dev.stint.application.contract.Sample;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Payload;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.SealedPayload.Part;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is secret reaches a store sealed, and repeated requests are still told apart. */
class SealingStoresTest {

  private static final TaskTypeName OTHER = new TaskTypeName("other");

  private final Stores bare = InMemoryStores.create(InstantSource.system());
  private final ArgumentCodec codec = codec("new", 1);
  private final Stores stores = over(codec);

  private static ArgumentCodec codec(String name, int first) {
    byte[] key = new byte[32];
    key[0] = (byte) first;
    return SealingCodec.of(new PlainCodec(), SecretKeys.of(name, key));
  }

  private Stores over(ArgumentCodec sealing) {
    return SealingStores.of(bare, Sample.TYPE::equals, sealing);
  }

  private static NewTask keyed(int id, String arguments) {
    return Sample.of(id).active("order").arguments(Payload.of(arguments)).make();
  }

  private static NewTask plain(int id) {
    NewTask task = Sample.of(id).make();
    return task.with(task.spec().withArguments(Payload.of("clear")));
  }

  private Payload stored(int id) {
    TaskId task = Sample.id(id);
    return bare.runs().standing(task).orElseThrow().spec().arguments();
  }

  private Inserted insert(Stores through, NewTask task) {
    return through.requests().insert(List.of(task)).get(0);
  }

  @Test
  void secret_arguments_are_stored_sealed_and_open_again() {
    insert(stores, keyed(1, "swordfish"));

    assertThat(stored(1).text()).doesNotContain("swordfish");
    assertThat(codec.open(stored(1), Set.of(Sample.TYPE), Part.ARGUMENTS).text())
        .isEqualTo("swordfish");
  }

  @Test
  void what_is_not_secret_is_stored_as_it_is() {
    Stores none = SealingStores.of(bare, type -> false, codec);

    insert(none, plain(1));

    assertThat(stored(1).text()).isEqualTo("clear");
  }

  @Test
  void a_repeated_request_is_compared_by_the_clear_text() {
    insert(stores, keyed(1, "swordfish"));

    assertThat(insert(stores, keyed(2, "swordfish")))
        .isEqualTo(new Inserted(Sample.id(1), false, false));
    assertThat(insert(stores, keyed(3, "perch")))
        .isEqualTo(new Inserted(Sample.id(1), false, true));
  }

  @Test
  void what_cannot_be_opened_here_is_not_called_other() {
    insert(stores, keyed(1, "swordfish"));

    assertThat(insert(over(codec("newer", 2)), keyed(2, "perch")).otherArguments()).isFalse();
    assertThat(insert(over(codec("new", 2)), keyed(3, "perch")).otherArguments()).isFalse();
  }

  @Test
  void callbacks_are_sealed_with_what_they_follow() {
    List<Inserted> answers =
        stores
            .requests()
            .insertThen(
                List.of(keyed(1, "swordfish")),
                first -> List.of(Sample.of(2).arguments(Payload.of("perch")).make()));

    assertThat(answers).extracting(Inserted::isNew).containsExactly(true, true);
    assertThat(stored(1).text() + stored(2).text()).doesNotContain("swordfish", "perch");
  }

  @Test
  void a_seal_is_of_one_part_of_one_type() {
    Payload sealed = codec.seal(Payload.of("swordfish"), Sample.TYPE, Part.ARGUMENTS);

    assertThatThrownBy(() -> codec.open(sealed, Set.of(Sample.TYPE), Part.RESULT))
        .isInstanceOf(ArgumentCodec.UnreadableException.class);
    assertThatThrownBy(() -> codec.open(sealed, Set.of(OTHER), Part.ARGUMENTS))
        .hasMessageContaining("the arguments are of another task");
    assertThatThrownBy(() -> codec("older", 1).open(sealed, Set.of(Sample.TYPE), Part.ARGUMENTS))
        .hasMessageContaining("which this process does not have");
    assertThatThrownBy(() -> codec("new", 2).open(sealed, Set.of(Sample.TYPE), Part.ARGUMENTS))
        .hasMessageContaining("another key of that name sealed");
    assertThat(codec.open(Payload.of("clear"), Set.of(Sample.TYPE), Part.ARGUMENTS).text())
        .isEqualTo("clear");
  }

  @Test
  void no_key_seals_nothing() {
    ArgumentCodec without = SealingCodec.of(new PlainCodec(), SecretKeys.NONE);

    assertThatThrownBy(() -> without.seal(Payload.of("x"), Sample.TYPE, Part.RESULT))
        .hasMessage("the result is secret, and this process has no secret keys");
    assertThat(SealedPayload.is(Payload.of("x"))).isFalse();
  }
}
