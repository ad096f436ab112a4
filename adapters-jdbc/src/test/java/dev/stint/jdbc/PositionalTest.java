package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionalTest {

  private static final PreparedStatement NO_STATEMENT =
      (PreparedStatement)
          Proxy.newProxyInstance(
              PositionalTest.class.getClassLoader(),
              new Class<?>[] {PreparedStatement.class},
              (proxy, method, arguments) -> null);

  @Test
  void names_become_places_and_casts_and_comments_do_not() {
    Positional found =
        Positional.of("-- Says :nothing.\nselect :one::text, cast(:two as int) where a = :one");

    assertThat(found.text()).isEqualTo("select ?::text, cast(? as int) where a = ?");
    assertThat(found.names()).containsExactly("one", "two", "one");
  }

  @Test
  void statements_that_go_together_have_their_values_in_one_row() {
    Positional script = Positional.script(List.of("select :a", "commit", "select :b"));

    assertThat(script.text()).isEqualTo("select ?;\ncommit;\nselect ?");
    assertThat(script.names()).containsExactly("a", "b");
  }

  @Test
  void a_value_that_is_not_given_is_named() {
    Positional found = Positional.of("select :one, :two");

    assertThatThrownBy(() -> found.bind(NO_STATEMENT, Map.of("one", 1)))
        .hasMessageContaining("two");
  }
}
