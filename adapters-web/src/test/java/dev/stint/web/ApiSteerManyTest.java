package dev.stint.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many tasks, steered by one call or by some. */
class ApiSteerManyTest {

  private final ApiSite site = new ApiSite();

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  private TaskId mail(String owner) {
    return site.root().tasks().request(ApiSite.MAIL.with("x").owner(owner)).id();
  }

  private String status(TaskId task) {
    return site.root().ask().find(task).map(row -> row.status().name()).orElse("gone");
  }

  private ApiSite.Reply steer(String body, String user, ApiRole role) throws Exception {
    return site.send("/tasks/steer", ApiSite.posting(body), ApiSite.as(user, role));
  }

  @Test
  void each_task_that_is_named_is_answered_for() throws Exception {
    TaskId own = mail("ann");
    TaskId paused = mail("ann");
    TaskId other = mail("bob");
    site.root().steer().pause(List.of(paused));

    JsonNode said =
        steer(
                "{\"ids\":[\"%s\",\"%s\",\"%s\",\"%s\"],\"verb\":\"PAUSE\"}"
                    .formatted(own, paused, other, own),
                "ann",
                ApiRole.OPERATE)
            .json();

    assertThat(said.path("steered").findValuesAsText("result"))
        .containsExactly("DONE", "REFUSED", "UNKNOWN");
    assertThat(said.path("done").asInt()).isEqualTo(1);
    assertThat(said.path("refused").asInt()).isEqualTo(1);
    assertThat(said.path("unknown").asInt()).isEqualTo(1);
    assertThat(status(own)).isEqualTo("PAUSED");
    assertThat(status(other)).isEqualTo("PENDING");
  }

  @Test
  void all_that_a_search_finds_are_steered_once_that_is_confirmed_and_no_others() throws Exception {
    List<TaskId> anns = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      anns.add(mail("ann"));
    }
    TaskId bobs = mail("bob");
    String wish =
        "{\"search\":{\"owner\":\"ann\",\"limit\":3%s},\"verb\":\"PRIORITY\",\"priority\":9%s}";

    JsonNode asked = steer(wish.formatted("", ""), "root", ApiRole.OPERATE).json();
    assertThat(asked.path("matching").asInt()).isEqualTo(3);
    assertThat(asked.path("atLeast").asBoolean()).isTrue();
    assertThat(priority(anns.get(0))).isZero();
    String confirm = ",\"confirm\":\"" + asked.path("confirm").asText() + "\"";
    int done = 0;
    String after = "";
    for (int calls = 1; calls <= 3; calls++) {
      JsonNode said = steer(wish.formatted(after, confirm), "root", ApiRole.OPERATE).json();
      done += said.path("done").asInt();
      assertThat(said.has("next")).isEqualTo(calls < 3);
      after = ",\"after\":\"" + said.path("next").asText() + "\"";
    }

    assertThat(done).isEqualTo(7);
    assertThat(anns).allMatch(task -> priority(task) == 9);
    assertThat(priority(bobs)).isZero();
  }

  private int priority(TaskId task) {
    return site.root().ask().find(task).orElseThrow().standing().spec().priority();
  }

  @Test
  void a_confirmation_is_for_one_search_one_verb_and_one_caller() throws Exception {
    TaskId task = mail("ann");
    String wish = "{\"search\":{\"owner\":\"%s\"},\"verb\":\"%s\"%s}";
    String confirm =
        steer(wish.formatted("ann", "PAUSE", ""), "ann", ApiRole.OPERATE)
            .json()
            .path("confirm")
            .asText();
    String said = ",\"confirm\":\"" + confirm + "\"";

    for (ApiSite.Reply reply :
        List.of(
            steer(wish.formatted("bob", "PAUSE", said), "ann", ApiRole.OPERATE),
            steer(wish.formatted("ann", "CANCEL", said), "ann", ApiRole.OPERATE),
            steer(wish.formatted("ann", "PAUSE", said), "root", ApiRole.OPERATE))) {
      assertThat(reply.status()).isEqualTo(409);
    }
    assertThat(status(task)).isEqualTo("PENDING");
    assertThat(
            steer(wish.formatted("ann", "PAUSE", said), "ann", ApiRole.OPERATE)
                .json()
                .path("done")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void a_search_finds_only_what_its_caller_may_see_and_steers_what_they_may() throws Exception {
    TaskId anns = mail("ann");
    TaskId devs = mail("dev");
    String all = "{\"search\":{},\"verb\":\"CANCEL\"%s}";
    for (String user : List.of("bob", "dev")) {
      JsonNode asked = steer(all.formatted(""), user, ApiRole.OPERATE).json();
      assertThat(asked.path("matching").asInt()).isEqualTo(user.equals("dev") ? 2 : 0);
      String confirm = ",\"confirm\":\"" + asked.path("confirm").asText() + "\"";
      JsonNode said = steer(all.formatted(confirm), user, ApiRole.OPERATE).json();
      assertThat(said.path("done").asInt()).isEqualTo(user.equals("dev") ? 1 : 0);
      assertThat(said.path("refused").asInt()).isEqualTo(user.equals("dev") ? 1 : 0);
    }
    assertThat(status(anns)).isEqualTo("PENDING");
    assertThat(status(devs)).isEqualTo("CANCELLED");
  }

  @Test
  void to_remove_many_needs_the_role_for_one() throws Exception {
    String wish = "{\"ids\":[\"" + mail("ann") + "\"],\"verb\":\"REMOVE\"}";

    assertThat(steer(wish, "root", ApiRole.OPERATE).status()).isEqualTo(403);
    assertThat(steer(wish, "root", ApiRole.READ).status()).isEqualTo(403);
    assertThat(steer(wish, "root", ApiRole.ADMINISTER).json().path("done").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"verb":"PAUSE"}                                        | say 'ids', or 'search'
          {"verb":"PAUSE","ids":["1"],"search":{}}                | say 'ids', or 'search'
          {"verb":"PAUSE","ids":[]}                               | the field 'ids' names 1 to 1000 tasks
          {"verb":"PAUSE","ids":["no"]}                           | the field 'ids':
          {"verb":"PAUSE","ids":[null]}                           | the field 'ids' must be an array of
          {"verb":"PAUSE","ids":{}}                               | the field 'ids' must be plain
          {"verb":"FLY","search":{}}                              | the field 'verb' is one of
          {"search":{}}                                           | the field 'verb' is missing
          {"verb":"PAUSE","priority":1,"search":{}}               | the field 'priority' goes with
          {"verb":"PRIORITY","search":{}}                         | the field 'priority' goes with
          {"verb":"PAUSE","search":{"order":"DUE"}}               | there is no field 'order'
          {"verb":"PAUSE","search":[]}                            | the field 'search' must be an object
          {"verb":"PAUSE","search":{"limit":1001}}                | the parameter 'limit' is a whole number
          {"verb":"PAUSE","search":{"status":["ALL"]}}            | the parameter 'status' is one of
          """)
  void what_cannot_be_meant_is_refused_by_name(String body, String sentence) throws Exception {
    ApiSite.Reply reply = steer(body, "root", ApiRole.ADMINISTER);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.detail()).startsWith(sentence);
  }
}
