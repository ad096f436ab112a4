package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.Schedule;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.VersionedTask;
import dev.stint.web.ApiRole;
import dev.stint.web.ApiSite;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page and every change by every role of everybody, and what else keeps changes safe. */
class PageRightsTest {

  private static final String SECRET = "swordfish";
  private static final List<String> USERS = List.of("nobody", "ann", "bob", "dev", "root");

  private static final ApiSite HOST = new ApiSite();
  private static final PageSite SITE = new PageSite(HOST.host());

  private TaskId task;

  @AfterAll
  static void close() throws Exception {
    SITE.close();
    HOST.close();
  }

  @BeforeEach
  void request() {
    HOST.root()
        .ask()
        .search(TaskSearch.ALL)
        .tasks()
        .forEach(row -> HOST.root().steer().remove(List.of(row.id())));
    HOST.host()
        .schedules()
        .put(Schedule.every("s", Duration.ofHours(1), ApiSite.MAIL.with(SECRET).owner("ann")));
    task =
        HOST.root()
            .tasks()
            .request(ApiSite.MAIL.with(SECRET).owner("ann").named(SECRET).serialKey(SECRET))
            .id();
  }

  static Stream<Arguments> calls() {
    return PageRoutes.ALL.stream()
        .flatMap(
            route ->
                USERS.stream()
                    .flatMap(
                        user ->
                            Stream.of(ApiRole.values())
                                .map(role -> Arguments.of(route, user, role))));
  }

  private static String everything() {
    return HOST.root().ask().search(TaskSearch.ALL.limit(1_000)).tasks()
        + "\n"
        + HOST.host().queues().list()
        + "\n"
        + HOST.host().schedules().list();
  }

  private PageSite.Got call(PageRoute route, String user, ApiRole role, TaskId on)
      throws Exception {
    String path = route.path().replace("*", on.toString());
    UnaryOperator<HttpRequest.Builder> form =
        SITE.form(
            "name",
            "s",
            "priority",
            "3",
            "limit",
            "2",
            "verb",
            "cancel",
            "task",
            on.toString(),
            "action",
            "1",
            "cursor",
            "7");
    return route.changes()
        ? SITE.send(path, form, PageSite.as(user, role))
        : SITE.send(path, PageSite.as(user, role));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void no_call_without_its_rights_changes_or_shows_anything(
      PageRoute route, String user, ApiRole role) throws Exception {
    boolean figures = user.equals("dev") || user.equals("root");
    boolean sees = figures || user.equals("ann");
    boolean steers = user.equals("root") || user.equals("ann");
    boolean ofTask = route.path().contains("*");
    boolean may =
        !user.equals("nobody")
            && role.covers(route.role())
            && (!route.figures() || figures)
            && (!route.path().startsWith("/tasks") || (route.changes() ? steers : sees));
    String before = everything();

    PageSite.Got got = call(route, user, role, task);

    if (user.equals("nobody")) {
      assertThat(got.status()).isEqualTo(401);
    } else if (route.path().equals("/") && !figures) {
      assertThat(got.header("Location")).isEqualTo(PageSite.BASE + "/tasks");
    } else if (!role.covers(route.role()) || (route.figures() && !figures)) {
      assertThat(got.status()).isEqualTo(403);
    } else if (ofTask && !sees) {
      assertThat(got.status()).isEqualTo(404);
      TaskId none = new TaskId(UUID.randomUUID());
      assertThat(got.html()).isEqualTo(call(route, user, role, none).html());
    } else {
      assertThat(got.status()).as(got.html()).isNotIn(401, 404).isLessThan(500);
    }
    if (!may || !route.changes()) {
      assertThat(everything()).isEqualTo(before);
    }
    if (!sees) {
      assertThat(got.html()).doesNotContain(SECRET);
      assertThat(got.header("Location")).doesNotContain(task.toString());
    }
  }

  static Stream<Arguments> pages() {
    return PageRoutes.ALL.stream()
        .filter(route -> !route.changes())
        .flatMap(route -> USERS.stream().map(user -> Arguments.of(route, user)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void nobody_is_told_of_changes_on_pages_that_they_may_not_see(PageRoute route, String user)
      throws Exception {
    boolean figures = user.equals("dev") || user.equals("root");
    boolean sees = figures || user.equals("ann") || !route.path().contains("*");

    HttpResponse<InputStream> told =
        SITE.watch(route.path().replace("*", task.toString()) + "?name=a%26b", user);

    told.body().close();
    int may = sees && route.watcher().isPresent() ? 200 : 404;
    assertThat(told.statusCode())
        .isEqualTo(user.equals("nobody") ? 401 : route.figures() && !figures ? 403 : may);
    assertThat(told.headers().firstValue("Content-Type").orElse(""))
        .startsWith(told.statusCode() == 200 ? "text/event-stream" : "text/html");
  }

  @Test
  void an_owner_is_told_why_pages_of_figures_are_not_shown_and_has_no_way_there() throws Exception {
    PageSite.Got got = SITE.send("/workers", PageSite.as("ann", ApiRole.READ));

    assertThat(got.text()).contains("you see your own only");
    assertThat(got.page().select(".menu a").eachText()).containsExactly("Tasks");
  }

  @Test
  void what_somebody_may_not_do_has_no_button() throws Exception {
    assertThat(verbs("ann", ApiRole.READ)).isEmpty();
    assertThat(verbs("dev", ApiRole.ADMINISTER)).isEmpty();
    assertThat(verbs("ann", ApiRole.OPERATE))
        .containsExactly("pause", "priority", "restart-at", "cancel");
    assertThat(verbs("root", ApiRole.ADMINISTER))
        .containsExactly("pause", "priority", "restart-at", "cancel", "remove");
    for (String path : List.of("/tasks", "/queues", "/schedules", "/workers")) {
      PageSite.Got got = SITE.send(path, PageSite.as("root", ApiRole.READ));
      assertThat(got.page().select("main button:not(.main)")).as(path).isEmpty();
    }
  }

  private List<String> verbs(String user, ApiRole role) throws Exception {
    Document page = SITE.send("/tasks/" + task, PageSite.as(user, role)).page();
    return page.select(".controls form").eachAttr("action").stream()
        .map(action -> action.substring(action.lastIndexOf('/') + 1))
        .toList();
  }

  @Test
  void a_task_is_steered_from_its_page() throws Exception {
    String path = "/tasks/" + task;
    String there = PageSite.BASE + path + "?done=";

    assertThat(SITE.post(path + "/pause").header("Location")).isEqualTo(there + "pause");
    assertThat(SITE.get(path).text()).contains("It is paused until somebody resumes it.");
    assertThat(SITE.post(path + "/resume").header("Location")).isEqualTo(there + "resume");
    assertThat(SITE.post(path + "/priority", "priority", "7").status()).isEqualTo(303);
    assertThat(SITE.get(path).page().selectFirst("#priority").attr("value")).isEqualTo("7");
    assertThat(SITE.post(path + "/priority", "priority", "x").status()).isEqualTo(400);
    assertThat(SITE.post(path + "/cancel").status()).isEqualTo(303);
    assertThat(SITE.post(path + "/cancel").status()).isEqualTo(409);
    assertThat(SITE.get(path).page().select(".controls form").eachAttr("action"))
        .anyMatch(action -> action.endsWith("/restart"));
    assertThat(SITE.post(path + "/restart").status()).isEqualTo(303);
    assertThat(SITE.post(path + "/remove").header("Location"))
        .isEqualTo(PageSite.BASE + "/tasks?done=remove");
    assertThat(SITE.get("/tasks").page().select("tr.row")).isEmpty();
  }

  @Test
  void a_task_is_made_to_go_on_elsewhere_as_it_stood_at_each_step_on_the_page() throws Exception {
    String path = "/tasks/" + task;
    assertThat(restarts(path)).containsExactly("select");
    String old = SITE.get(path).page().selectFirst("form[action$=/restart-at] [name=seen]").val();
    String move = path + "/restart-at";

    assertThat(SITE.post(move, "action", "1", "cursor", "row 7", "seen", old).header("Location"))
        .isEqualTo(PageSite.BASE + path + "?done=restart-at");

    Document page = SITE.get(path).page();
    assertThat(restarts(path)).containsExactly("select", "textarea");
    assertThat(page.selectFirst("#restart-cursor").text()).isEqualTo("row 7");
    assertThat(page.select(".messages").text()).contains("after row 7 as root asked");
    PageSite.Got again = SITE.post(move, "action", "1", "cursor", "row 9", "seen", old);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).contains("Nothing was done: the task changed");
    PageSite.Got none = SITE.post(move, "action", "9");
    assertThat(none.status()).isEqualTo(409);
    assertThat(none.text()).contains("the task has no action '9'; its actions are 1 'host.mail'");
    assertThat(SITE.post(move).status()).isEqualTo(400);
    assertThat(SITE.post(move, "action", "1", "cursor", "  ").status()).isEqualTo(303);
    assertThat(restarts(path)).containsExactly("select");
  }

  private static List<String> restarts(String path) throws Exception {
    return SITE.get(path).page().select("form[action$=/restart-at] :is(select, textarea)").stream()
        .map(field -> field.tagName())
        .toList();
  }

  @Test
  void those_that_were_selected_are_steered_and_the_list_stays_filtered() throws Exception {
    String other = HOST.root().tasks().request(ApiSite.MAIL.with("x").owner("bob")).id().toString();
    String path = "/tasks?owner=ann&status=PENDING";

    PageSite.Got theirs =
        SITE.send(
            path,
            SITE.form("verb", "cancel", "task", task.toString(), "task", other),
            PageSite.as("ann", ApiRole.OPERATE));

    assertThat(theirs.header("Location"))
        .isEqualTo(PageSite.BASE + "/tasks?status=PENDING&owner=ann&done=some");
    assertThat(HOST.root().ask().status(task)).contains(TaskStatus.CANCELLED);
    assertThat(HOST.root().ask().status(Visit.taskId(other))).contains(TaskStatus.PENDING);
    assertThat(SITE.post("/tasks", "verb", "pause").header("Location")).endsWith("done=nothing");
    assertThat(SITE.post("/tasks", "verb", "explode", "task", other).status()).isEqualTo(400);
  }

  private static String seen(Document page, TaskId task) {
    return page.select("input[name=seen]").eachAttr("value").stream()
        .filter(value -> value.startsWith(task.toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_button_of_an_old_page_does_nothing_to_a_task_that_changed_meanwhile() throws Exception {
    String path = "/tasks/" + task;
    Document page = SITE.get(path).page();
    assertThat(page.select(".controls form"))
        .hasSize(5)
        .allMatch(form -> form.selectFirst("input[name=seen]") != null);
    HOST.root().steer().prioritize(List.of(task), 9);
    String before = everything();

    PageSite.Got got = SITE.post(path + "/cancel", "seen", seen(page, task));

    assertThat(got.status()).isEqualTo(409);
    assertThat(got.text()).contains("Nothing was done: the task changed after the page");
    assertThat(got.page().select("section.notice a").attr("href")).isEqualTo(PageSite.BASE + path);
    assertThat(everything()).isEqualTo(before);
    String now = seen(SITE.get(path).page(), task);
    assertThat(SITE.post(path + "/cancel", "seen", now).status()).isEqualTo(303);
    String cancelled = seen(SITE.get(path).page(), task);
    HOST.root().steer().restart(List.of(task));
    HOST.root().steer().cancel(List.of(task));
    assertThat(SITE.post(path + "/remove", "seen", cancelled).status()).isEqualTo(409);
    assertThat(SITE.post(path + "/pause").text()).contains("cancelled cannot be asked to pause");
  }

  @Test
  void of_those_selected_in_an_old_list_the_changed_ones_stay_as_they_are() throws Exception {
    TaskId other = HOST.root().tasks().request(ApiSite.MAIL.with("x").owner("bob")).id();
    Document list = SITE.get("/tasks").page();
    String[] fields = {
      "verb",
      "cancel",
      "task",
      task.toString(),
      "seen",
      seen(list, task),
      "task",
      other.toString(),
      "seen",
      seen(list, other)
    };
    HOST.root().steer().pause(List.of(other));

    assertThat(SITE.post("/tasks", fields).header("Location")).endsWith("?done=some");

    assertThat(HOST.root().ask().status(task)).contains(TaskStatus.CANCELLED);
    assertThat(HOST.root().ask().status(other)).contains(TaskStatus.PAUSED);
  }

  /** Otherwise nobody could cancel a task that goes from stint to stint. */
  @Test
  void a_task_that_has_begun_may_go_on_under_a_page_that_shows_it() {
    VersionedTask waits = HOST.root().ask().find(task).orElseThrow().standing();
    String running = SeenTask.of(at(waits, TaskStatus.RUNNING, Phase.EXECUTING));

    assertThat(running).isNotEqualTo(SeenTask.of(waits));
    for (TaskStatus status :
        List.of(TaskStatus.YIELDED, TaskStatus.RETRYING, TaskStatus.INTERRUPTED)) {
      assertThat(SeenTask.of(at(waits, status, Phase.NONE))).isEqualTo(running);
    }
    for (TaskStatus status : List.of(TaskStatus.BLOCKED, TaskStatus.PAUSED, TaskStatus.FAILED)) {
      assertThat(SeenTask.of(at(waits, status, Phase.NONE))).isNotEqualTo(running);
    }
  }

  private static VersionedTask at(VersionedTask task, TaskStatus status, Phase phase) {
    Run run = task.run();
    Run other =
        new Run(
            status,
            phase,
            run.action(),
            run.entry(),
            run.cursor(),
            1,
            run.losses(),
            run.hookDeaths(),
            run.idleYields(),
            run.heldFrom(),
            run.blocked(),
            run.interruption(),
            run.failure());
    return new VersionedTask(task.spec(), other, new Fence(7), 3, Optional.empty(), task.signal());
  }

  @Test
  void queues_types_and_schedules_are_held_limited_and_run() throws Exception {
    assertThat(SITE.post("/queues/pause", "name", "default").status()).isEqualTo(303);
    assertThat(SITE.get("/tasks/" + task).text()).contains("Its queue 'default' is paused.");
    assertThat(SITE.post("/queues/resume", "name", "default").status()).isEqualTo(303);
    assertThat(SITE.post("/types/limit", "name", "host.mail", "limit", "3").status())
        .isEqualTo(303);
    assertThat(SITE.get("/queues").text()).contains("at most 3 at once");
    assertThat(SITE.post("/types/limit", "name", "host.mail", "limit", "0").status())
        .isEqualTo(400);
    assertThat(SITE.post("/types/limit", "name", "host.mail", "limit", "").status()).isEqualTo(303);
    assertThat(SITE.post("/queues/pause", "name", " ").status()).isEqualTo(400);
    assertThat(SITE.post("/schedules/run", "name", "s").header("Location"))
        .matches(".*/tasks/[-0-9a-f]{36}\\?done=run");
    assertThat(SITE.post("/schedules/pause", "name", "none").status()).isEqualTo(404);
  }

  @Test
  void a_form_that_no_page_of_ours_made_is_refused() throws Exception {
    String path = "/tasks/" + task + "/cancel";
    List<UnaryOperator<HttpRequest.Builder>> forged =
        List.of(
            SITE.bare(),
            SITE.bare("csrf", "another-token-of-this-browser"),
            r -> SITE.form().apply(r).setHeader("Cookie", "stint-form-" + SITE.port() + "="),
            r -> SITE.form().apply(r).setHeader("Origin", "https://evil.example"),
            r -> SITE.form().apply(r).setHeader("Sec-Fetch-Site", "cross-site"));
    for (UnaryOperator<HttpRequest.Builder> form : forged) {
      assertThat(SITE.send(path, form).status()).isEqualTo(403);
    }
    assertThat(HOST.root().ask().status(task)).contains(TaskStatus.PENDING);
    assertThat(
            SITE.send(path, r -> SITE.form().apply(r).setHeader("Sec-Fetch-Site", "same-origin"))
                .status())
        .isEqualTo(303);
  }

  @Test
  void the_token_of_forms_is_in_a_cookie_that_scripts_cannot_read() throws Exception {
    PageSite.Got got = SITE.get("/tasks");

    assertThat(got.header("Set-Cookie"))
        .startsWith("stint-form-" + SITE.port() + "=")
        .contains("HttpOnly", "SameSite=Strict", "Path=/x/");
    String value = got.header("Set-Cookie").replaceAll("^.*?=([^;]+).*", "$1");
    assertThat(got.page().select("input[name=csrf]").eachAttr("value")).containsOnly(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD"})
  void a_change_is_a_form_and_nothing_else(String method) throws Exception {
    PageSite.Got got =
        SITE.send(
            "/tasks/" + task + "/cancel",
            r -> r.method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(got.status()).isEqualTo(405);
    assertThat(HOST.root().ask().status(task)).contains(TaskStatus.PENDING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
  void a_page_is_not_the_answer_to_what_it_does_not_do(String method) throws Exception {
    PageSite.Got got =
        SITE.send("/tasks/" + task, r -> r.method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(got.status()).isEqualTo(405);
    assertThat(got.header("Allow")).isEqualTo("GET, HEAD, POST");
    assertThat(HOST.root().ask().status(task)).contains(TaskStatus.PENDING);
  }
}
