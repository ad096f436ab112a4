package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.RefusedException;
import dev.stint.command.web.AccessToken;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code stint web} refuses before it serves anything. */
class WebCommandTest {

  @TempDir Path dir;

  private Said web(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "web";
    System.arraycopy(words, 0, all, 1, words.length);
    return Said.of("jdbc:sqlite:" + dir.resolve("web.db"), all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "many"})
  void a_port_that_is_none_is_wrong_usage(String port) {
    Said said = web("--port", port);

    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).contains("--port").hasLineCount(1);
  }

  @Test
  void callers_who_only_read_request_nothing() {
    Said said = web("--requests", "http.call");

    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).startsWith("stint: --requests needs --role operate");
  }

  @Test
  void a_role_that_is_none_and_a_type_that_nobody_knows_are_refused() {
    assertThat(web("--role", "king").exit()).isEqualTo(Exit.USAGE);
    Said said = web("--role", "operate", "--requests", "http.call,htp.call");

    assertThat(said.exit()).isEqualTo(Exit.REFUSED);
    assertThat(said.err())
        .contains("there is no task type 'htp.call'; see: stint types")
        .hasLineCount(1);
  }

  @Test
  void to_look_where_nothing_is_makes_nothing() {
    Said said = web();

    assertThat(said.exit()).isEqualTo(Exit.STORE);
    assertThat(said.err()).contains("stint migrate").hasLineCount(1);
    assertThat(Files.exists(dir.resolve("web.db"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifteen-letters", "a blank in the middle", "umlaut-ä-in-the-token"})
  void a_token_that_can_be_guessed_or_not_be_sent_is_refused(String text) {
    assertThatThrownBy(() -> new AccessToken(text))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("at least 16 characters")
        .hasMessageNotContaining(text);
  }

  @Test
  void tokens_are_made_anew_each_time_and_shown_by_no_accident() {
    assertThat(AccessToken.random()).isNotEqualTo(AccessToken.random());
    assertThat(AccessToken.random()).hasToString("AccessToken");
  }
}
