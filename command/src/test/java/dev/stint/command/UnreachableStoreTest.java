package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a store that is not there; its calls mostly wait for it. */
@Execution(ExecutionMode.CONCURRENT)
class UnreachableStoreTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:1/x?user=me&password=hunter%2F22",
        "jdbc:mariadb://127.0.0.1:1/x?user=me&password=hunter/22",
        "mongodb://me:hunter%2F22@127.0.0.1:1/x?serverSelectionTimeoutMS=100",
        "redis://me:hunter%2F22@127.0.0.1:1/0",
        "redis://me:hunter%2F22@127.0.0.1:none/0",
        "mongodb://me:hunter%2F22@127.0.0.1:none/0",
        "jdbc:nonsense://me:hunter%2F22@127.0.0.1/x?password=hunter/22",
        "jdbc:postgresql://me:hunter%2F22@127.0.0.1:none/x"
      })
  void no_password_of_a_url_is_said(String url) {
    for (String[] words :
        new String[][] {{"list"}, {"list", "--verbose"}, {"migrate", "--verbose"}}) {
      Said said = Said.of(url, words);

      assertThat(said.exit()).isIn(Exit.STORE, Exit.USAGE);
      assertThat(said.all()).doesNotContain("hunter").doesNotContain("\tat ");
    }
  }
}
