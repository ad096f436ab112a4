package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each page, full of everything there can be and with nothing. */
class PageLookTest {

  private static final Instant NOW = Instant.now();
  private static final PageSite FULL = new PageSite(FullPorts.of(true, NOW));
  private static final PageSite EMPTY = new PageSite(FullPorts.of(false, NOW));
  private static final PageSite HOSTILE =
      new PageSite(FullPorts.hostile(NOW, "javascript:alert(1)"));

  /** By name, for a test closes what it is given. */
  private static final Map<String, PageSite> SITES =
      Map.of("full", FULL, "empty", EMPTY, "hostile", HOSTILE);

  @AfterAll
  static void close() throws Exception {
    FULL.close();
    EMPTY.close();
    HOSTILE.close();
  }

  static Stream<Arguments> pages() {
    return Stream.concat(
        SITES.keySet().stream()
            .flatMap(site -> PageSite.pages().stream().map(path -> Arguments.of(site, path))),
        IntStream.rangeClosed(1, 14)
            .mapToObj(n -> Arguments.of("hostile", "/tasks/" + ManyRows.id(n))));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_page_is_well_formed_and_holds_no_script_and_no_style_of_its_own(
      String site, String path) throws Exception {
    PageSite.Got got = SITES.get(site).get(path);

    boolean there = !site.equals("empty") || !path.startsWith("/tasks/0");
    assertThat(got.status()).as(got.text()).isEqualTo(there ? 200 : 404);
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    Document page = parser.parseInput(got.html(), "");
    assertThat(parser.getErrors()).extracting(ParseError::toString).isEmpty();
    assertThat(page.select("style, [style], script:not([src]), iframe, object, base")).isEmpty();
    assertThat(page.getAllElements())
        .allSatisfy(
            e ->
                assertThat(e.attributes())
                    .noneMatch(a -> a.getKey().toLowerCase().startsWith("on")));
    assertThat(page.select("[src], link[href]"))
        .allSatisfy(
            e -> assertThat(e.attr("src") + e.attr("href")).startsWith(PageSite.BASE + "/assets/"));
    assertThat(got.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'self'")
        .doesNotContain("unsafe");
    assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(got.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_page_can_be_used_without_eyes(String site, String path) throws Exception {
    Document page = SITES.get(site).get(path).page();

    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("main#main")).hasSize(1);
    assertThat(page.selectFirst("body > a")).isNotNull();
    assertThat(page.selectFirst("body > a").attr("href")).isEqualTo("#main");
    assertThat(page.select("th")).allSatisfy(th -> assertThat(th.attr("scope")).isEqualTo("col"));
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    assertThat(page.select("input:not([type=hidden]), select")).allSatisfy(PageLookTest::labelled);
    assertThat(page.select("button, a, summary"))
        .allSatisfy(e -> assertThat(e.text()).as(e.outerHtml()).isNotBlank());
    assertThat(page.select("[aria-labelledby]"))
        .allSatisfy(e -> assertThat(page.getElementById(e.attr("aria-labelledby"))).isNotNull());
    assertThat(page.select("img")).allSatisfy(e -> assertThat(e.hasAttr("alt")).isTrue());
  }

  private static void labelled(Element input) {
    boolean inside = Optional.ofNullable(input.closest("label")).isPresent();
    boolean beside =
        input.hasAttr("id")
            && !input.ownerDocument().select("label[for=" + input.id() + "]").isEmpty();
    assertThat(inside || beside).as(input.outerHtml()).isTrue();
  }

  @Test
  void an_overview_without_workers_does_not_say_that_all_is_well() throws Exception {
    assertThat(EMPTY.get("/").text()).contains("none is at work").doesNotContain("all well");
  }

  @Test
  void what_data_says_is_shown_as_text_everywhere() throws Exception {
    for (String path : PageSite.pages()) {
      PageSite.Got got = HOSTILE.get(path);

      assertThat(got.html()).doesNotContain("<img src=x");
      assertThat(got.page().select("[onerror], b:containsOwn(not bold)")).isEmpty();
    }
    Document task = HOSTILE.get("/tasks/" + ManyRows.id(6)).page();
    assertThat(task.selectFirst("h1").text()).contains("<img src=x onerror=alert(1)>");
    assertThat(task.select(".messages li")).isNotEmpty();
    assertThat(task.select(".messages li .text").eachText())
        .allSatisfy(text -> assertThat(text).endsWith("</script><b>"));
  }

  @Test
  void what_a_task_set_aside_has_buttons_once_it_is_over_if_its_type_can_replay_it()
      throws Exception {
    int pages = 0;
    for (int n = 1; n <= 14; n++) {
      Document page = FULL.get("/tasks/" + ManyRows.id(n)).page();
      List<String> items = page.select("form[action$=/replay] input[name=item]").eachAttr("value");
      boolean over = !page.select("form[action$=/restart]").isEmpty();

      assertThat(items).isIn(List.of(), List.of("row 7", "row 19"));
      assertThat(over || items.isEmpty()).isTrue();
      assertThat(page.select("form[action$=/replay]")).hasSize(items.isEmpty() ? 0 : 3);
      assertThat(page.select("form[action$=/replay] button").eachText())
          .startsWith(items.isEmpty() ? new String[0] : new String[] {"Replay all"});
      pages += items.isEmpty() ? 0 : 1;
    }
    assertThat(pages).isPositive();
  }

  @Test
  void a_link_that_would_run_a_script_is_no_link() throws Exception {
    Document page = HOSTILE.get("/tasks/" + ManyRows.id(4)).page();

    assertThat(page.select("a[href]").eachAttr("href")).noneMatch(h -> h.startsWith("javascript"));
    assertThat(page.text()).contains("Open the report");
    assertThat(FULL.get("/tasks/" + ManyRows.id(4)).page().select("a[href^=https]")).hasSize(1);
  }

  @Test
  void filters_are_kept_in_the_address() throws Exception {
    Document page =
        FULL.get(
                "/tasks?status=FAILED&status=RETRYING&name=a%26b&order=DUE&dueFrom=2026-01-31T12:00")
            .page();

    assertThat(page.select("input[name=status][checked]").eachAttr("value"))
        .containsExactly("RETRYING", "FAILED");
    assertThat(page.selectFirst("#search").attr("value")).isEqualTo("a&b");
    assertThat(page.selectFirst("select[name=order] option[selected]").attr("value"))
        .isEqualTo("DUE");
    assertThat(page.select("details.more[open]")).hasSize(1);
    assertThat(page.selectFirst("#next").attr("href"))
        .contains("status=FAILED", "status=RETRYING", "name=a%26b", "after=due%3A");
    assertThat(page.selectFirst("main form[method=post]").attr("action")).contains("name=a%26b");
  }

  @Test
  void what_cannot_be_meant_is_refused_in_a_sentence() throws Exception {
    for (String query :
        List.of("status=GONE", "order=x", "within=1h", "dueFrom=noon", "after=x", "type=%20a%00")) {
      PageSite.Got got = FULL.get("/tasks?" + query);

      assertThat(got.status()).as(query + got.text()).isEqualTo(400);
      assertThat(got.text()).contains("the field '" + query.replaceAll("=.*", "'"));
    }
    assertThat(FULL.get("/nothing").status()).isEqualTo(404);
    assertThat(FULL.get("/tasks/x").text()).contains("there is no such task");
    assertThat(FULL.post("/workers").status()).isEqualTo(405);
  }

  @Test
  void scripts_and_styles_are_kept_by_browsers_and_come_from_here() throws Exception {
    Document page = FULL.get("/").page();
    for (String path :
        page.select("script, link").stream().map(e -> e.attr("src") + e.attr("href")).toList()) {
      PageSite.Got got = FULL.get(path.substring(PageSite.BASE.length()));

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("Cache-Control")).contains("immutable");
      assertThat(got.html()).doesNotContainPattern(Pattern.compile("url\\(|@import"));
    }
    assertThat(FULL.get("/assets/000000000000/page.css").status()).isEqualTo(404);
  }

  @Test
  void the_api_is_served_beside_the_page() throws Exception {
    PageSite.Got got = FULL.get("/api/v1/workers");

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).startsWith("application/json");
  }

  @Test
  void pages_are_refreshed_at_their_own_address_and_those_that_are_over_are_not() throws Exception {
    Document list = FULL.get("/tasks?owner=ann&done=pause").page();

    assertThat(list.selectFirst("#live").attr("hx-get")).isEqualTo("/x/tasks?owner=ann");
    assertThat(list.selectFirst(".note").text()).isEqualTo("Paused.");
    assertThat(FULL.get("/tasks/" + ManyRows.id(8)).page().select("#live")).isEmpty();
  }
}
