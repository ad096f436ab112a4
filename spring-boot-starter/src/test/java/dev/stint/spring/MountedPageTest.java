package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.stint.application.api.Request;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.spring.Guide.Ship;
import dev.stint.web.ApiRole;
import dev.stint.web.Masks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The page and the API in Boot's own Tomcat, behind Spring Security as the document sets it up. */
class MountedPageTest {

  private static final String PASSWORD = "only-for-this-test";
  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

  @Configuration
  @Import(Guide.class)
  static class Signed {

    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          user("ann", "CLERK"), user("bob", "CLERK"), user("dee", "DEV"), user("root", "OPS"));
    }

    private static UserDetails user(String name, String role) {
      return User.withUsername(name).password("{noop}" + PASSWORD).roles(role).build();
    }
  }

  private static final Running SHOP =
      Running.serving(
          Signed.class,
          "spring.datasource.url=jdbc:h2:mem:web;DB_CLOSE_DELAY=-1",
          "stint.run=false",
          "stint.web.path=/stint",
          "stint.web.administrators=OPS",
          "stint.web.developers=DEV",
          "stint.web.others=operate",
          "stint.web.requests=orders.ship",
          "stint.web.embedded-in=self,https://shop.example.com",
          "spring.lifecycle.timeout-per-shutdown-phase=10m");

  private final HttpClient client = HttpClient.newHttpClient();

  /** Streams of live events that are open to the end. */
  private static final List<Stream<String>> OPEN = new ArrayList<>();

  /** The web server waits for what is under way, but for live events it would wait in vain. */
  @AfterAll
  static void it_stops_though_live_events_are_open() {
    assertThat(OPEN).isNotEmpty();
    assertTimeoutPreemptively(Duration.ofMinutes(2), SHOP::close);
    OPEN.forEach(Stream::close);
  }

  private static URI at(String path) {
    int port = ((ServletWebServerApplicationContext) SHOP.context()).getWebServer().getPort();
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String basic(String who) {
    byte[] secret = (who + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(secret);
  }

  @SafeVarargs
  private HttpResponse<String> send(
      String path, String who, UnaryOperator<HttpRequest.Builder>... changes) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(60));
    if (!who.isEmpty()) {
      request.header("Authorization", basic(who));
    }
    for (UnaryOperator<HttpRequest.Builder> change : changes) {
      request = change.apply(request);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String who, String json) throws Exception {
    return send(
        path,
        who,
        r -> r.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
  }

  private static TaskId of(String owner, long order) {
    Request<Ship> ship = Guide.SHIP.with(new Ship(order)).owner(owner);
    return SHOP.tasks().request(ship.dueIn(Duration.ofHours(1))).id();
  }

  @Test
  void strangers_are_asked_who_they_are_and_others_see_their_own() throws Exception {
    TaskId hers = of("ann", 1);
    TaskId his = of("bob", 2);

    assertThat(send("/stint/", "").statusCode()).isEqualTo(401);
    assertThat(send("/stint/tasks", "ann").body()).contains(hers.toString());
    assertThat(send("/stint/tasks", "ann").body()).doesNotContain(his.toString());
    assertThat(send("/stint/api/v1/tasks/" + his, "ann").statusCode()).isEqualTo(404);
    assertThat(send("/stint/api/v1/tasks/" + his, "bob").statusCode()).isEqualTo(200);
    assertThat(send("/stint/api/v1/counts", "ann").statusCode()).isEqualTo(403);
  }

  @Test
  void developers_see_all_and_steer_their_own_and_administrators_steer_all() throws Exception {
    TaskId his = of("bob", 3);
    String cancel = "/stint/api/v1/tasks/" + his + "/cancel";

    assertThat(send("/stint/api/v1/counts", "dee").statusCode()).isEqualTo(200);
    assertThat(send("/stint/", "dee").statusCode()).isEqualTo(200);
    assertThat(post(cancel, "dee", "").statusCode()).isEqualTo(403);
    assertThat(post(cancel, "root", "").statusCode()).isEqualTo(200);
    assertThat(SHOP.bean(AskTasks.class).status(his)).contains(TaskStatus.CANCELLED);
  }

  @Test
  void pages_of_the_listed_origins_frame_the_own_tasks_and_nothing_else() throws Exception {
    TaskId hers = of("ann", 8);
    HttpResponse<String> own = send("/stint/own", "ann");

    assertThat(own.body()).contains(hers.toString());
    assertThat(send("/stint/own", "bob").body()).doesNotContain(hers.toString());
    assertThat(ancestors(own)).isEqualTo("frame-ancestors 'self' https://shop.example.com");
    assertThat(ancestors(send("/stint/tasks", "ann"))).isEqualTo("frame-ancestors 'self'");
  }

  private static String ancestors(HttpResponse<String> answer) {
    String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    return Stream.of(policy.split("; *"))
        .filter(part -> part.startsWith("frame-ancestors"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void only_the_listed_types_are_requested() throws Exception {
    String ship = "{\"type\": \"orders.ship\", \"arguments\": {\"order\": 7}, \"dueIn\": \"PT1H\"}";

    assertThat(post("/stint/api/v1/tasks", "ann", ship).statusCode()).isEqualTo(201);
    assertThat(post("/stint/api/v1/tasks", "ann", ship.replace("ship", "pack")).statusCode())
        .isEqualTo(403);
  }

  /** Spring Security's own check of forms would refuse it, did the document not say otherwise. */
  @Test
  void a_button_of_the_page_works() throws Exception {
    TaskId hers = of("ann", 4);
    HttpResponse<String> page = send("/stint/tasks/" + hers, "ann");
    assertThat(page.statusCode()).isEqualTo(200);
    String cookies =
        String.join(
            "; ",
            page.headers().allValues("Set-Cookie").stream().map(c -> c.split(";", 2)[0]).toList());
    String form = "csrf=" + first(TOKEN, page.body()) + "&seen=" + first(SEEN, page.body());

    HttpResponse<String> answer =
        send(
            "/stint/tasks/" + hers + "/pause",
            "ann",
            r -> r.header("Cookie", cookies),
            r -> r.header("Content-Type", "application/x-www-form-urlencoded"),
            r -> r.POST(BodyPublishers.ofString(form)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    assertThat(SHOP.bean(AskTasks.class).status(hers)).contains(TaskStatus.PAUSED);
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }

  /** Tomcat has to allow it: without it the answer is 501. */
  @Test
  void live_events_are_told() throws Exception {
    TaskId hers = of("ann", 5);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at("/stint/api/v1/tasks/" + hers + "/events"))
            .header("Authorization", basic("ann"));

    HttpResponse<Stream<String>> events =
        client.send(request.build(), HttpResponse.BodyHandlers.ofLines());

    assertThat(events.statusCode()).isEqualTo(200);
    OPEN.add(events.body());
    Iterator<String> lines = events.body().iterator();
    await().until(() -> lines.next().equals("event: state"));
  }

  @Test
  void nothing_is_there_unless_the_path_is_set_nor_without_a_web_server() {
    try (Running shop = Running.serving(Signed.class, database("unset"))) {
      assertThat(shop.context().containsBean("stintPage")).isFalse();
    }
    try (Running shop = Running.start(Guide.class, database("unserved"), "stint.web.path=/stint")) {
      assertThat(shop.context().containsBean("stintPage")).isFalse();
    }
  }

  @Test
  void a_path_that_cannot_be_ends_the_start_with_a_sentence() {
    Throwable error =
        catchThrowable(
            () ->
                Running.serving(Signed.class, database("refused"), "stint.web.path=stint").close());

    FailureAnalysis told = new WrongSettingAnalyzer().analyze(error);
    assertThat(told.getDescription()).contains("stint.web.path=stint is no path of its own");
    assertThat(told.getAction()).contains("such as /stint");
  }

  @Test
  void an_artifact_that_is_missing_is_named() {
    ClassLoader without =
        new ClassLoader(MountedPageTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("dev.stint.web.")) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
          }
        };
    SpringApplicationBuilder shop =
        new SpringApplicationBuilder(Guide.class)
            .resourceLoader(new DefaultResourceLoader(without))
            .registerShutdownHook(false);

    Throwable error =
        catchThrowable(
            () ->
                shop.run("--server.port=0", "--stint.web.path=/stint", "--" + database("missing"))
                    .close());

    FailureAnalysis told = new WrongSettingAnalyzer().analyze(error);
    assertThat(told.getDescription()).contains("stint-adapters-web is not on the class path");
    assertThat(told.getAction()).startsWith("Add dev.stint:stint-adapters-web");
  }

  private static String database(String name) {
    return "spring.datasource.url=jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/stint/", "//stint", "/a b", "/*"})
  void what_is_no_path_of_its_own_is_refused(String path) {
    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> WebAccess.mapping(path))
        .withMessage("stint.web.path=%s is no path of its own".formatted(path));
  }

  @Test
  void a_type_that_cannot_be_is_told() {
    StintWebProperties wrong =
        new StintWebProperties(
            "/stint", null, null, ApiRole.READ, List.of("orders.ship", ""), List.of());

    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> WebAccess.of(wrong, Masks.NONE))
        .withMessageStartingWith("stint.web.requests=orders.ship, cannot work: ");
  }

  @Test
  void an_origin_that_is_none_is_told() {
    StintWebProperties wrong =
        new StintWebProperties(
            "/stint", null, null, ApiRole.READ, List.of(), List.of("self", "shop.example.com"));

    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> WebAccess.of(wrong, Masks.NONE))
        .withMessageStartingWith(
            "stint.web.embedded-in=self,shop.example.com cannot work: an origin is written");
  }
}
