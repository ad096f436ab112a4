package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.SteerResult;
import dev.stint.web.CannedPorts;
import dev.stint.web.Masks;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nobody is shown, on the page. */
class PageMasksTest {

  private static final String SECRET = "{\"a\":[{\"password\":\"swordfish\"}],\"to\":\"ann\"}";

  @Test
  void arguments_results_cursors_and_items_are_masked_and_no_command_tells_them() throws Exception {
    Masks masks = Masks.NONE.with("host.secret", "password");
    try (PageSite site =
        new PageSite(
            CannedPorts.of(true, SteerResult.DONE, null, SECRET), Optional.empty(), masks)) {
      PageSite.Got got = site.get("/tasks/" + CannedPorts.TASK);

      assertThat(got.status()).as(got.text()).isEqualTo(200);
      assertThat(got.html()).doesNotContain("swordfish");
      assertThat(got.text()).contains("\"password\": \"***\"", "\"to\": \"ann\"");
      assertThat(got.text()).contains("stint show").doesNotContain("stint request");
    }
  }
}
