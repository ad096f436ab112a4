package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Keys of different owners never meet, whatever they are called. */
class OwnedKeyTest {

  private static final Owner ANN = new Owner("ann");
  private static final Owner BOB = new Owner("bob");

  private static IdempotencyKey key(String name) {
    return IdempotencyKey.named(name, IdempotencyKey.Scope.ACTIVE);
  }

  @Test
  void a_key_of_one_owner_is_equal_to_no_other_key_and_keeps_its_name() {
    IdempotencyKey anns = key("k").ownedBy(ANN);

    assertThat(anns).isEqualTo(key("k").ownedBy(ANN));
    assertThat(anns).isNotEqualTo(key("k")).isNotEqualTo(key("k").ownedBy(BOB));
    assertThat(key("k").ownedBy(ANN, BOB)).isNotEqualTo(anns).isNotEqualTo(key("k").ownedBy(BOB));
    assertThat(anns.name()).isEqualTo("k");
    assertThat(anns.unowned()).isEqualTo(key("k"));
    assertThat(key("k").name()).isEqualTo("k");
    assertThat(SerialKey.named("s").ownedBy(ANN)).isNotEqualTo(SerialKey.named("s").ownedBy(BOB));
    assertThat(SerialKey.named("s").ownedBy(ANN).name()).isEqualTo("s");
    assertThat(SerialKey.named("s").ownedBy(ANN).unowned()).isEqualTo(SerialKey.named("s"));
  }

  @Test
  void nobody_can_name_a_key_that_belongs_to_somebody() {
    String stored = key("k").ownedBy(ANN).value();

    assertThatThrownBy(() -> key(stored))
        .hasMessage("idempotency key must not hold the control character U+001F");
    assertThatThrownBy(() -> SerialKey.named(SerialKey.named("s").ownedBy(ANN).value()))
        .hasMessage("serial key must not hold the control character U+001F");
    assertThatThrownBy(() -> key("k").ownedBy(ANN).ownedBy(BOB)).hasMessageContaining("U+001F");
    assertThatThrownBy(() -> new SerialKey("s\u001Fnot a mark")).hasMessageContaining("U+001F");
    assertThatThrownBy(() -> new SerialKey("\u001F" + "x".repeat(32)))
        .hasMessage("serial key must not be blank");
  }

  @Test
  void the_owners_names_cannot_be_shifted_into_one_another() {
    Owner both = new Owner("annbob");

    assertThat(key("k").ownedBy(ANN, BOB)).isNotEqualTo(key("k").ownedBy(both));
    assertThat(key("kann").ownedBy(BOB)).isNotEqualTo(key("k").ownedBy(new Owner("annbob")));
  }

  @Test
  void a_stored_key_is_read_back_and_fits_the_columns_whatever_its_name() {
    IdempotencyKey longest = key("\u20AC".repeat(200)).ownedBy(new Owner("\u20AC".repeat(200)));

    assertThat(new IdempotencyKey(longest.value(), longest.scope())).isEqualTo(longest);
    assertThat(longest.value().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(800);
    assertThatThrownBy(() -> key("k".repeat(201)).ownedBy(ANN))
        .hasMessage("idempotency key has 201 characters; at most 200 are allowed");
  }

  /** A store would take the missing scope for a fault of its own, and be tried again. */
  @Test
  void a_key_without_a_scope_is_none() {
    assertThatNullPointerException()
        .isThrownBy(() -> IdempotencyKey.named("key", null))
        .withMessage("scope");
  }
}
