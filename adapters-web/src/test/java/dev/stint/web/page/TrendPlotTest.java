package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The plots of the overview. */
class TrendPlotTest {

  private static final Instant NOW = Instant.now();
  private static final PageSite SITE = new PageSite(FullPorts.of(true, NOW), SeededTrends.of(NOW));

  @AfterAll
  static void close() throws Exception {
    SITE.close();
  }

  @Test
  void an_hour_and_a_day_are_drawn_with_words_and_numbers() throws Exception {
    Document hour = SITE.get("/").page();
    Document day = SITE.get("/?over=day").page();

    assertThat(hour.select("svg.rates > g")).hasSize(60);
    assertThat(day.select("svg.rates > g")).hasSize(48);
    assertThat(hour.selectFirst("#trend-words").text())
        .matches("[\\d,]+ tasks ended in the last hour, [\\d,]+ of them failed");
    assertThat(day.selectFirst("#trend-words").text()).contains("in the last day");
    assertThat(hour.select(".numbers dt").eachText())
        .containsExactly("Ended", "Failed", "A minute");
    assertThat(hour.select(".switch [aria-current]").text()).isEqualTo("Hour");
    assertThat(day.select(".switch [aria-current]").text()).isEqualTo("Day");
    assertThat(day.selectFirst("#live").attr("hx-get")).isEqualTo("/x/?over=day");
    assertThat(SITE.get("/?over=year").status()).isEqualTo(400);
  }

  @Test
  void columns_fill_the_picture_and_leave_it_nowhere() throws Exception {
    for (String path : new String[] {"/", "/?over=day"}) {
      int highest = 0;
      for (Element g : SITE.get(path).page().select("svg.rates > g")) {
        Element well = g.selectFirst(".well");
        Element failed = g.selectFirst(".failed");
        int high = number(well, "height") + number(failed, "height");
        assertThat(number(well, "y")).isEqualTo(120 - high).isNotNegative();
        assertThat(number(failed, "y")).isEqualTo(120 - number(failed, "height"));
        highest = Math.max(highest, high);
      }
      assertThat(highest).isEqualTo(120);
    }
  }

  private static int number(Element of, String name) {
    return Integer.parseInt(of.attr(name));
  }

  @Test
  void what_nobody_saw_is_drawn_as_unknown_and_not_as_nothing() throws Exception {
    assertThat(SITE.get("/").page().select("svg.rates > g.unknown"))
        .isNotEmpty()
        .allSatisfy(g -> assertThat(g.selectFirst("title").text()).endsWith("not known"));
    assertThat(SITE.get("/").page().selectFirst(".spark path").attr("d")).matches("M.*M.*");
  }

  @Test
  void a_page_that_was_just_opened_says_that_it_begins_to_look() throws Exception {
    try (PageSite fresh = new PageSite(FullPorts.of(true, NOW))) {
      assertThat(fresh.get("/").text())
          .containsPattern("begins to look now|Seen from this server since");
    }
  }
}
