package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.SteerResult;
import dev.stint.domain.TaskId;
import dev.stint.web.ApiSite;
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
      assertThat(got.page().select("#restart-cursor")).isEmpty();
    }
  }

  @Test
  void no_message_tells_the_cursors_between_which_a_task_was_moved() throws Exception {
    Masks masks = Masks.NONE.with("host.mail", "password");
    try (ApiSite host = new ApiSite();
        PageSite site = new PageSite(host.host(), Optional.empty(), masks)) {
      TaskId task = host.root().tasks().request(ApiSite.MAIL.with("x")).id();
      String path = "/tasks/" + task;

      site.post(path + "/restart-at", "action", "1", "cursor", "swordfish");
      site.post(path + "/restart-at", "action", "1", "cursor", "swordfish 2");

      assertThat(site.get(path).text())
          .contains("a cursor that is not shown as root asked; it stood");
      assertThat(host.root().ask().messages(task)).hasSize(2).asString().doesNotContain("sword");
    }
  }

  @Test
  void what_is_sealed_is_masked_whatever_the_host_masks() throws Exception {
    String sealed = "!stint-sealed 1 k1 RESULT host.secret\nc3dvcmRmaXNo";
    try (PageSite site = new PageSite(CannedPorts.of(true, SteerResult.DONE, null, sealed))) {
      PageSite.Got got = site.get("/tasks/" + CannedPorts.TASK);

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.text()).contains("***").doesNotContain("stint request");
      assertThat(got.html()).doesNotContain("c3dvcmRmaXNo", "stint-sealed");
      assertThat(got.page().select("#restart-cursor")).isEmpty();
    }
  }
}
