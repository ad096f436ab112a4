package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.ApiRole;
import dev.stint.web.ApiSite;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All tasks that match, steered from the page. */
class PageBulkTest {

  private final ApiSite host = new ApiSite();
  private final PageSite site = new PageSite(host.host());

  @AfterEach
  void close() throws Exception {
    site.close();
    host.close();
  }

  private TaskId mail(String owner) {
    return host.root().tasks().request(ApiSite.MAIL.with("x").owner(owner)).id();
  }

  private String status(TaskId task) {
    return host.root().ask().find(task).map(row -> row.status().name()).orElse("gone");
  }

  private PageSite.Got steer(String path, String user, ApiRole role, String... fields)
      throws Exception {
    return site.send(path, site.form(fields), PageSite.as(user, role));
  }

  private String confirm(String path, String user) throws Exception {
    Document page = site.send(path, PageSite.as(user, ApiRole.OPERATE)).page();
    return page.selectFirst("input[name=confirm]").attr("value");
  }

  @Test
  void the_page_tells_how_many_match_and_steers_them_once_that_is_confirmed() throws Exception {
    TaskId first = mail("ann");
    TaskId second = mail("ann");
    TaskId other = mail("bob");
    host.root().steer().pause(List.of(second));
    String list = site.get("/tasks?owner=ann&order=DUE").page().select(".bulk a").attr("href");
    assertThat(list).isEqualTo("/x/tasks/all?owner=ann");

    Document page = site.get("/tasks/all?owner=ann").page();
    assertThat(page.selectFirst("#h-matching").text()).isEqualTo("2 tasks match");
    assertThat(page.select(".facts").text()).isEqualTo("owner ann");
    assertThat(page.select("main button").eachText())
        .containsExactly("Pause 2", "Resume 2", "Restart 2", "Cancel 2", "Remove 2");
    String confirm = page.selectFirst("input[name=confirm]").attr("value");
    PageSite.Got done = site.post("/tasks/all?owner=ann", "verb", "pause", "confirm", confirm);

    assertThat(done.text()).contains("1 done, 0 signalled to their workers, 1 refused.");
    assertThat(done.text()).contains("a task that is paused cannot be asked to pause: 1");
    assertThat(List.of(status(first), status(second), status(other)))
        .containsExactly("PAUSED", "PAUSED", "PENDING");
  }

  @Test
  void what_was_not_looked_at_is_not_done() throws Exception {
    TaskId anns = mail("ann");
    TaskId bobs = mail("bob");
    String confirm = confirm("/tasks/all?owner=ann", "root");
    for (String[] wish :
        new String[][] {
          {"/tasks/all?owner=ann", ""},
          {"/tasks/all?owner=bob", confirm},
          {"/tasks/all", confirm},
          {"/tasks/all?owner=ann", confirm("/tasks/all?owner=ann", "dev")}
        }) {
      assertThat(site.post(wish[0], "verb", "cancel", "confirm", wish[1]).status())
          .as(wish[0])
          .isEqualTo(409);
    }
    assertThat(List.of(status(anns), status(bobs))).containsOnly("PENDING");
  }

  @Test
  void everybody_steers_their_own_alone_as_their_role_allows() throws Exception {
    TaskId anns = mail("ann");
    TaskId bobs = mail("bob");
    String confirm = confirm("/tasks/all", "ann");

    assertThat(steer("/tasks/all", "ann", ApiRole.READ, "verb", "pause", "confirm", confirm))
        .extracting(PageSite.Got::status)
        .isEqualTo(403);
    assertThat(steer("/tasks/all", "ann", ApiRole.OPERATE, "verb", "remove", "confirm", confirm))
        .extracting(PageSite.Got::status)
        .isEqualTo(403);
    assertThat(
            steer("/tasks/all", "ann", ApiRole.OPERATE, "verb", "pause", "confirm", confirm).text())
        .contains("1 done");
    assertThat(
            steer(
                    "/tasks/all",
                    "dev",
                    ApiRole.ADMINISTER,
                    "verb",
                    "remove",
                    "confirm",
                    confirm("/tasks/all", "dev"))
                .text())
        .contains("0 done", "2 refused");
    assertThat(List.of(status(anns), status(bobs))).containsExactly("PAUSED", "PENDING");
    assertThat(site.send("/tasks", PageSite.as("root", ApiRole.READ)).page().select(".bulk a"))
        .isEmpty();
  }

  @Test
  void what_would_go_is_shown_before_it_is_cleaned_and_others_tasks_stay() throws Exception {
    TaskId anns = mail("ann");
    TaskId bobs = mail("bob");
    host.root().steer().cancel(List.of(anns, bobs));
    String rule = "/clean?status=CANCELLED&olderThan=PT0S";
    Document page = site.send(rule, PageSite.as("ann", ApiRole.ADMINISTER)).page();
    assertThat(page.selectFirst("#h-going").text()).isEqualTo("1 would go");
    String confirm = page.selectFirst("input[name=confirm]").attr("value");

    assertThat(steer("/clean", "ann", ApiRole.ADMINISTER, "confirm", confirm).status())
        .as("another rule")
        .isEqualTo(409);
    assertThat(steer(rule, "ann", ApiRole.OPERATE, "confirm", confirm).status()).isEqualTo(403);
    assertThat(steer(rule, "ann", ApiRole.ADMINISTER, "confirm", confirm).text())
        .contains("1 task removed.", "Nothing would go");

    List<TaskId> left =
        host.root().ask().search(TaskSearch.ALL).tasks().stream().map(TaskRow::id).toList();
    assertThat(left).containsExactly(bobs);
    assertThat(site.get("/clean?status=RUNNING").status()).isEqualTo(400);
    assertThat(site.get("/clean?olderThan=x").status()).isEqualTo(400);
  }

  @Test
  void a_thousand_are_done_at_once_and_one_goes_on_with_the_others() throws Exception {
    List<TaskId> all = new ArrayList<>();
    for (int i = 0; i < 1_003; i++) {
      all.add(mail("ann"));
    }
    Document page = site.get("/tasks/all").page();
    assertThat(page.text()).contains("No filter is set", "More than 1000 tasks match");
    String confirm = page.selectFirst("input[name=confirm]").attr("value");

    Document first = site.post("/tasks/all", "verb", "pause", "confirm", confirm).page();
    assertThat(first.text()).contains("1,000 done");
    String after = first.selectFirst("input[name=after]").attr("value");
    Document rest =
        site.post("/tasks/all", "verb", "pause", "confirm", confirm, "after", after).page();

    assertThat(rest.text()).contains("3 done", "Back to the list");
    assertThat(all).allSatisfy(task -> assertThat(status(task)).isEqualTo("PAUSED"));
  }
}
