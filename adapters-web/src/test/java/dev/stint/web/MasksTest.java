package dev.stint.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.SteerResult;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskTypeName;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody is shown. */
class MasksTest {

  private static final TaskTypeName TYPE = new TaskTypeName("host.secret");
  private static final Masks MASKS =
      Masks.NONE.with("host.secret", "password").with("host.secret", "Token");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"password":"x","to":0.10}               | {"password":"***","to":0.10}
          {"a":[{"PassWord":{"b":[1]}},1E400]}     | {"a":[{"PassWord":"***"},1E400]}
          {"token":null,"n":{"token":7}}           | {"token":"***","n":{"token":"***"}}
          {"passwords":1}                          | {"passwords":1}
          "password"                               | "password"
          {"password":"x"                          | "***"
          secret=x                                 | "***"
          """)
  void members_of_these_names_are_masked_at_any_depth_and_what_is_no_json_is_as_a_whole(
      String text, String shown) {
    assertThat(MASKS.shown(List.of(TYPE), Payload.of(text))).isEqualTo(shown);
    TaskTypeName older = new TaskTypeName("older");
    assertThat(MASKS.shown(List.of(older, TYPE), Payload.of(text))).isEqualTo(shown);
    assertThat(MASKS.shown(List.of(older), Payload.of(text))).isEqualTo(text);
  }

  /** The canned task is of another type, whose name stands for the masked one here. */
  @Test
  void no_path_shows_them() throws Exception {
    UnaryOperator<ApiPorts> canned =
        ports ->
            CannedPorts.of(true, SteerResult.DONE, null, "{\"a\":[{\"password\":\"swordfish\"}]}");
    try (ApiSite site = new ApiSite(canned)) {
      String task = "/tasks/" + CannedPorts.TASK;
      for (String path : List.of(task, task + "/history", task + "/set-aside")) {
        assertThat(site.get(path).http().body())
            .contains("\"password\":\"***\"")
            .doesNotContain("swordfish");
      }
      for (Route route : Router.ROUTES) {
        if (!route.changes()) {
          assertThat(
                  site.get(route.path().replace(Route.ID, CannedPorts.TASK.toString()))
                      .http()
                      .body())
              .doesNotContain("swordfish");
        }
      }
    }
  }

  @Test
  void what_is_sealed_is_masked_whatever_the_host_masks() {
    Payload sealed = Payload.of("!stint-sealed 1 k1 ARGUMENTS host.mail\nc3dvcmRmaXNo");

    assertThat(Masks.NONE.shown(List.of(TYPE), sealed)).isEqualTo("\"***\"");
    assertThat(MASKS.shown(List.of(TYPE), sealed)).isEqualTo("\"***\"");
    Payload changed = Payload.of("\u0001" + "2\n" + sealed.text());
    assertThat(Masks.NONE.shown(List.of(TYPE), changed)).isEqualTo("\"***\"");
    Payload clear = Payload.of("!stint-sealed of another kind\nx");
    assertThat(Masks.NONE.shown(List.of(TYPE), clear)).isEqualTo(clear.text());
  }
}
