package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Principal;
import dev.stint.web.ApiRole;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sign-in by a token, for a host that has none. */
class SignInTest {

  private static final Principal OPERATOR = Principal.of("operator", Principal.Role.ADMINISTRATOR);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;
  private final SignIn door =
      new SignIn(t -> Optional.of(OPERATOR).filter(o -> t.equals("s3cret")), clock);
  private final PageSite site = new PageSite(FullPorts.of(true, now.get()), Optional.of(door));

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  private static UnaryOperator<HttpRequest.Builder> stranger() {
    return PageSite.as("nobody", ApiRole.ADMINISTER);
  }

  private PageSite.Got enter(String token, String next) throws Exception {
    return site.send("/sign-in", site.form("token", token, "next", next), stranger());
  }

  private PageSite.Got with(String path, String session) throws Exception {
    return site.send(path, stranger(), r -> r.setHeader("Cookie", session));
  }

  private static String session(PageSite.Got got) {
    return got.header("Set-Cookie").replaceAll(";.*", "");
  }

  @Test
  void a_stranger_is_asked_and_comes_to_the_page_that_they_wanted() throws Exception {
    PageSite.Got asked = site.send("/tasks?status=FAILED", stranger());
    assertThat(asked.status()).isEqualTo(401);
    assertThat(asked.page().selectFirst("input[name=next]").attr("value"))
        .isEqualTo("/tasks?status=FAILED");
    assertThat(asked.page().select(".menu, table")).isEmpty();

    PageSite.Got in = enter("s3cret", "/tasks?status=FAILED");

    assertThat(in.status()).isEqualTo(303);
    assertThat(in.header("Location")).isEqualTo("/x/tasks?status=FAILED");
    assertThat(in.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/x/");
    PageSite.Got page = with("/tasks", session(in));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("operator", "Sign out");
  }

  @Test
  void a_session_is_for_pages_only_and_ends() throws Exception {
    String session = session(enter("s3cret", "/"));
    assertThat(with("/api/v1/workers", session).status()).isEqualTo(401);
    assertThat(with("/", session + "x").status()).isEqualTo(401);

    now.set(now.get().plus(Duration.ofHours(12)));

    assertThat(with("/", session).status()).isEqualTo(401);
  }

  @Test
  void who_signs_out_is_out() throws Exception {
    String session = session(enter("s3cret", "/"));
    UnaryOperator<HttpRequest.Builder> out =
        r -> {
          HttpRequest.Builder form = site.form().apply(r);
          String both = session + "; stint-form-" + site.port() + "=a-token-of-this-browser-only";
          return form.setHeader("Cookie", both);
        };

    assertThat(site.send("/sign-out", stranger(), out).status()).isEqualTo(303);

    assertThat(with("/", session).status()).isEqualTo(401);
  }

  @Test
  void an_address_that_guesses_waits() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(enter("guess" + i, "/").status()).isEqualTo(403);
    }
    assertThat(enter("s3cret", "/").status()).isEqualTo(429);

    now.set(now.get().plus(Duration.ofMinutes(1)));

    assertThat(enter("s3cret", "/").status()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource({"//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"})
  void nobody_is_led_to_another_host(String next) throws Exception {
    assertThat(enter("s3cret", next).header("Location")).isEqualTo("/x/");
  }

  @Test
  void a_form_of_another_page_signs_nobody_in() throws Exception {
    PageSite.Got got = site.send("/sign-in", site.bare("token", "s3cret"), stranger());

    assertThat(got.status()).isEqualTo(403);
    assertThat(got.http().headers().allValues("Set-Cookie")).noneMatch(c -> c.contains("session"));
  }
}
