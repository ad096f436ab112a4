package dev.stint.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.TaskId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Finished tasks, removed once it is confirmed which. */
class ApiCleanTest {

  private static final String ALL = "{\"olderThan\":\"PT0S\"%s}";

  private final ApiSite site = new ApiSite();

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  private TaskId over(String owner) {
    TaskId task = site.root().tasks().request(ApiSite.MAIL.with("x").owner(owner)).id();
    site.root().steer().cancel(List.of(task));
    return task;
  }

  private boolean there(TaskId task) {
    return site.root().ask().search(TaskSearch.ALL).tasks().stream()
        .anyMatch(row -> row.id().equals(task));
  }

  private ApiSite.Reply clean(String body, String user) throws Exception {
    return site.send("/clean", ApiSite.posting(body), ApiSite.as(user, ApiRole.ADMINISTER));
  }

  private long confirmed(String rule, String user) throws Exception {
    String confirm = clean(rule.formatted(""), user).json().path("confirm").asText();
    ApiSite.Reply reply = clean(rule.formatted(",\"confirm\":\"" + confirm + "\""), user);
    assertThat(reply.status()).as(reply.http().body()).isEqualTo(200);
    return reply.json().path("gone").asLong();
  }

  @Test
  void the_first_call_tells_what_would_go_and_the_second_removes_it() throws Exception {
    TaskId over = over("ann");
    TaskId waits = site.root().tasks().request(ApiSite.MAIL.with("x").owner("ann")).id();

    JsonNode asked = clean(ALL.formatted(""), "root").json();

    assertThat(asked.path("matching").asInt()).isEqualTo(1);
    assertThat(asked.path("atLeast").asBoolean()).isFalse();
    assertThat(asked.at("/tasks/0/id").asText()).isEqualTo(over.toString());
    assertThat(there(over)).isTrue();
    assertThat(confirmed(ALL, "root")).isEqualTo(1);
    assertThat(there(over)).isFalse();
    assertThat(there(waits)).isTrue();
  }

  @Test
  void only_what_was_asked_about_can_be_confirmed() throws Exception {
    TaskId over = over("ann");
    String confirm = clean("{\"olderThan\":\"P30D\"}", "root").json().path("confirm").asText();

    assertThat(clean(ALL.formatted(",\"confirm\":\"" + confirm + "\""), "root").status())
        .isEqualTo(409);
    assertThat(clean("{\"statuses\":[\"RUNNING\"]}", "root").status()).isEqualTo(400);
    assertThat(confirmed("{\"olderThan\":\"P30D\"%s}", "root")).isZero();
    assertThat(confirmed("{\"statuses\":[\"FAILED\"],\"olderThan\":\"PT0S\"%s}", "root")).isZero();
    assertThat(there(over)).isTrue();
  }

  @Test
  void whoever_may_not_steer_every_task_removes_their_own_alone() throws Exception {
    TaskId anns = over("ann");
    TaskId bobs = over("bob");

    assertThat(clean(ALL.formatted(""), "ann").json().path("matching").asInt()).isEqualTo(1);
    assertThat(clean(ALL.formatted(""), "dev").json().path("matching").asInt()).isZero();
    assertThat(confirmed(ALL, "dev")).isZero();
    assertThat(confirmed(ALL, "ann")).isEqualTo(1);
    assertThat(there(anns)).isFalse();
    assertThat(there(bobs)).isTrue();
    assertThat(clean("{\"historyOnly\":true}", "ann").status()).isEqualTo(400);
    assertThat(
            site.send("/clean", ApiSite.posting("{}"), ApiSite.as("root", ApiRole.OPERATE))
                .status())
        .isEqualTo(403);
  }
}
