package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.domain.TaskId;
import dev.stint.web.ApiRole;
import dev.stint.web.ApiSite;
import dev.stint.web.Embedding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One's own tasks in a frame of another page. */
class OwnPageTest {

  private static final String SHOP = "https://shop.example.com";

  private final ApiSite host = new ApiSite();

  @AfterEach
  void close() throws Exception {
    host.close();
  }

  private PageSite site(Embedding embedding) {
    return new PageSite(host.host(), Optional.empty(), embedding);
  }

  private TaskId of(String owner) {
    return host.root()
        .tasks()
        .request(ApiSite.MAIL.with("x").owner(owner).named("Mail of " + owner))
        .id();
  }

  private static List<String> names(PageSite site, String path, String user) throws Exception {
    return site.send(path, PageSite.as(user, ApiRole.ADMINISTER))
        .page()
        .select(".own a")
        .eachText();
  }

  @Test
  void everybody_sees_their_own_tasks_and_nothing_to_press() throws Exception {
    of("ann");
    of("bob");
    try (PageSite site = site(Embedding.SAME_ORIGIN)) {
      assertThat(names(site, "/own", "ann")).containsExactly("Mail of ann");
      assertThat(names(site, "/own?owner=bob", "ann")).containsExactly("Mail of ann");
      assertThat(names(site, "/own?owner=bob", "root")).isEmpty();
      of("root");
      assertThat(names(site, "/own", "root")).containsExactly("Mail of root");
      PageSite.Got got = site.send("/own", PageSite.as("ann", ApiRole.ADMINISTER));
      assertThat(got.page().select("form, button, input, .menu")).isEmpty();
      assertThat(got.page().select(".own a").eachAttr("target")).containsOnly("_blank");
      assertThat(site.send("/own", PageSite.as("nobody", ApiRole.READ)).status()).isEqualTo(401);
      assertThat(site.send("/own", site.form()).status()).isEqualTo(405);
    }
  }

  @Test
  void it_is_not_there_unless_the_host_says_so() throws Exception {
    try (PageSite site = site(Embedding.OFF)) {
      assertThat(site.get("/own").status()).isEqualTo(404);
      assertThat(site.watch("/own", "root").statusCode()).isEqualTo(404);
      assertThat(site.get("/own").html()).isEqualTo(site.get("/none").html());
    }
  }

  @Test
  void only_this_page_is_framed_by_other_origins_and_only_for_whom_it_is_shown() throws Exception {
    try (PageSite site = site(Embedding.SAME_ORIGIN.in(SHOP))) {
      PageSite.Got own = site.get("/own");
      assertThat(own.header("Content-Security-Policy"))
          .endsWith("frame-ancestors 'self' https://shop.example.com")
          .contains("default-src 'none'");
      assertThat(own.header("X-Frame-Options")).isEmpty();
      for (PageSite.Got other :
          List.of(
              site.get("/tasks"),
              site.get("/own/"),
              site.send("/own", PageSite.as("nobody", ApiRole.READ)))) {
        assertThat(other.header("Content-Security-Policy")).endsWith("frame-ancestors 'self'");
        assertThat(other.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
      }
    }
    try (PageSite site = site(Embedding.SAME_ORIGIN)) {
      assertThat(site.get("/own").header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
      assertThat(site.get("/own").header("Content-Security-Policy"))
          .endsWith("frame-ancestors 'self'");
    }
  }

  @Test
  void what_is_no_origin_is_refused() {
    for (String wrong :
        List.of(
            "*", "shop.example.com", SHOP + "/", SHOP + "; script-src *", "https://", "'self'")) {
      assertThatThrownBy(() -> Embedding.SAME_ORIGIN.in(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("an origin is written https://host");
    }
    assertThat(Embedding.OFF.in(SHOP, "http://127.0.0.1:8080").ancestors())
        .isEqualTo("'self' http://127.0.0.1:8080 https://shop.example.com");
  }
}
