package dev.stint.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.Schedule;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route by every role of everybody, on tasks of their own, of others and on none. */
class ApiRightsTest {

  private static final String SECRET = "swordfish";
  private static final List<String> USERS = List.of("nobody", "ann", "bob", "dev", "root");

  private static final ApiSite SITE = new ApiSite();

  @AfterAll
  static void close() throws Exception {
    SITE.close();
  }

  static Stream<Arguments> calls() {
    return Router.ROUTES.stream()
        .flatMap(
            route ->
                USERS.stream()
                    .flatMap(
                        user ->
                            Stream.of(ApiRole.values())
                                .map(role -> Arguments.of(route, user, role))));
  }

  /** How many tasks there are, how each stands, and what is held or planned. */
  private static String everything() {
    return SITE.root().ask().search(TaskSearch.ALL.limit(10_000)).tasks()
        + "\n"
        + SITE.host().queues().list()
        + "\n"
        + SITE.host().schedules().list();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void no_call_without_its_rights_changes_or_tells_anything(Route route, String user, ApiRole role)
      throws Exception {
    SITE.host()
        .schedules()
        .put(Schedule.every("s", Duration.ofHours(1), ApiSite.MAIL.with(SECRET).owner("ann")));
    TaskId task =
        SITE.root()
            .tasks()
            .request(ApiSite.MAIL.with(SECRET).owner("ann").named(SECRET).serialKey(SECRET))
            .id();
    boolean figures = user.equals("dev") || user.equals("root");
    boolean sees = figures || user.equals("ann");
    boolean steers = user.equals("root") || user.equals("ann");
    boolean many = route.path().equals("/tasks/steer");
    boolean ofTask = route.path().contains(Route.ID) || many;
    boolean may =
        role.covers(route.role())
            && (!route.figures() || figures)
            && (!ofTask || (route.changes() ? steers : sees));
    String before = everything();

    ApiSite.Reply reply = ApiCalls.call(SITE, route, user, role, task);

    String after = everything();
    if (user.equals("nobody")) {
      assertThat(reply.status()).isEqualTo(401);
    } else if (!role.covers(route.role()) || (route.figures() && !figures)) {
      assertThat(reply.status()).isEqualTo(403);
    } else if (many && !sees) {
      ApiSite.Reply none = ApiCalls.call(SITE, route, user, role, CannedPorts.random());
      assertThat(reply.json().at("/steered/0/result").asText()).isEqualTo("UNKNOWN");
      assertThat(withoutIds(reply)).isEqualTo(withoutIds(none));
    } else if (ofTask && !sees) {
      assertThat(reply.status()).isEqualTo(404);
      ApiSite.Reply none = ApiCalls.call(SITE, route, user, role, CannedPorts.random());
      assertThat(reply.http().body()).isEqualTo(none.http().body());
    } else {
      assertThat(reply.status()).isNotIn(401, 404).isLessThan(500);
    }
    if (!may || user.equals("nobody") || !route.changes()) {
      assertThat(after).isEqualTo(before);
    }
    SITE.root().steer().remove(List.of(task));
    if (!sees) {
      String said = many ? withoutIds(reply) : reply.http().body();
      assertThat(said).doesNotContain(SECRET).doesNotContain(task.toString());
    }
  }

  /** The caller's own words. */
  private static String withoutIds(ApiSite.Reply reply) {
    return reply.http().body().replaceAll("[-0-9a-f]{36}", "ID");
  }
}
