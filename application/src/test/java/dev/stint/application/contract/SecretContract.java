package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.SecretKeys;
import dev.stint.application.engine.base.SealingCodec;
import dev.stint.application.engine.base.SealingStores;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Payload;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.SealedPayload.Part;
import dev.stint.domain.life.Steering;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.VersionedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a store keeps of secret task types: nothing that can be read, and all that can be opened.
 */
public abstract class SecretContract extends Contract {

  private static final String SECRET = "swordfish";
  private static final ArgumentCodec CODEC =
      SealingCodec.of(new PlainCodec(), SecretKeys.of("k1", new byte[16]));

  private Stores sealing() {
    return SealingStores.of(stores, Sample.TYPE::equals, CODEC);
  }

  private static Payload sealed(String text, Part part) {
    return CODEC.seal(Payload.of(text), Sample.TYPE, part);
  }

  private static String opened(Payload stored, Part part) {
    assertThat(SealedPayload.is(stored)).isTrue();
    return CODEC.open(stored, Set.of(Sample.TYPE), part).text();
  }

  private static Sample secret(int number, String arguments) {
    return Sample.of(number).arguments(Payload.of(arguments));
  }

  private static Notes notes(Optional<Payload> arguments, Optional<Payload> result) {
    return new Notes(arguments, Optional.empty(), result, List.of(), List.of());
  }

  @Test
  void what_is_secret_is_nowhere_in_the_store_and_comes_back_as_it_was() {
    List<NewTask> asked = List.of(secret(1, SECRET).make(), secret(2, SECRET).make());
    assertThat(sealing().requests().insert(asked)).allMatch(Inserted::isNew);
    Claim claim = claimOne();
    assertThat(opened(claim.spec().arguments(), Part.ARGUMENTS)).isEqualTo(SECRET);
    Payload changed = sealed(SECRET + " changed", Part.ARGUMENTS);
    Checkpoint checkpoint =
        new Checkpoint(
            claim.key().next(), Sample.at("row 1"), notes(Optional.of(changed), Optional.empty()));
    assertThat(stores.runs().checkpoint(List.of(checkpoint)).get(0).landing())
        .isEqualTo(WriteResult.APPLIED);
    Payload result = sealed(SECRET + " caught", Part.RESULT);
    settle(
        claim.key().next().next(),
        Sample.done(),
        notes(Optional.empty(), Optional.of(result)),
        KEEP);

    TaskRow over = stores.queries().find(Sample.id(1)).orElseThrow();
    assertThat(opened(over.result(), Part.RESULT)).isEqualTo(SECRET + " caught");
    assertThat(opened(over.standing().spec().arguments(), Part.ARGUMENTS))
        .isEqualTo(SECRET + " changed");
    assertNowhere();
    VersionedTask seen = standing(Sample.id(1));
    Steer again = new Steer.Move(seen, Steering.restart(seen.run()).orElseThrow(), KEEP, List.of());
    assertThat(stores.steering().steer(List.of(again))).containsExactly(WriteResult.APPLIED);
    List<HistoryRow> history = stores.queries().history(Sample.id(1), 9, 0);
    assertThat(opened(history.get(0).result(), Part.RESULT)).isEqualTo(SECRET + " caught");
    assertNowhere();
  }

  /** The owner and the name are looked for, too, so that nothing is passed by. */
  private void assertNowhere() {
    assertThat(fixture.everything())
        .contains("owner", "!stint-sealed 1 k1 ARGUMENTS sample")
        .doesNotContain(SECRET);
  }

  @Test
  void a_key_or_an_id_asked_for_again_is_compared_by_what_was_sealed() {
    List<Boolean> others = new ArrayList<>();
    NewTask first = secret(1, SECRET).active("key").make();
    assertThat(sealing().requests().insert(List.of(first)).get(0).isNew()).isTrue();

    for (String arguments : List.of(SECRET, "another")) {
      for (Sample again : List.of(secret(2, arguments).active("key"), secret(1, arguments))) {
        Inserted found = sealing().requests().insert(List.of(again.make())).get(0);
        assertThat(found.id()).isEqualTo(Sample.id(1));
        assertThat(found.isNew()).isFalse();
        others.add(found.otherArguments());
        List<Inserted> followed =
            sealing()
                .requests()
                .insertThen(List.of(again.make()), f -> List.of(secret(9, arguments).make()));
        others.add(followed.get(0).otherArguments());
      }
    }

    assertThat(others).containsExactly(false, false, false, false, true, true, true, true);
    assertThat(opened(standing(Sample.id(9)).spec().arguments(), Part.ARGUMENTS)).isEqualTo(SECRET);
    assertNowhere();
  }
}
