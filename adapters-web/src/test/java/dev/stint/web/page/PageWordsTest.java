package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Progress;
import dev.stint.domain.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the page says what it shows. */
class PageWordsTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT0.4S,now",
    "PT4S,4 s ago",
    "PT-4S,in 4 s",
    "PT3M,3 min ago",
    "PT3M5S,3 min 5 s ago",
    "PT59M59S,59 min ago",
    "PT2H5M,2 h 5 min ago",
    "PT-51H,in 2 d 3 h",
    "P4000D,'4,000 d ago'"
  })
  void ages(Duration age, String words) {
    assertThat(Ages.words(NOW.minus(age), NOW)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0 3 * * *,every day at 03:00 UTC",
    "*/10 * * * *,every 10 minutes",
    "* * * * *,every minute",
    "15 * * * *,every hour at minute 15",
    "30 7 * * 1-5,Monday to Friday at 07:30 UTC",
    "0 8 * * 1,every Monday at 08:00 UTC",
    "0 8 1 * *,cron 0 8 1 * * in UTC"
  })
  void patterns(String pattern, String words) {
    assertThat(TimingWords.of(Timing.cron(pattern, ZoneOffset.UTC))).isEqualTo(words);
    assertThat(TimingWords.of(Timing.every(Duration.ofMinutes(90)))).isEqualTo("every 1 h 30 min");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/a,true",
    "HTTP://example.com,true",
    "mailto:ann@example.com,true",
    "/orders/1,true",
    "javascript:alert(1),false",
    "JaVaScript:alert(1),false",
    "data:text/html;x,false",
    "vbscript:x,false",
    "//evil.example,false",
    "' javascript:x',false",
    "java%0ascript:x,false",
    "orders/1,false",
    "file:///etc/passwd,false"
  })
  void links(String url, boolean shown) {
    assertThat(SafeLink.of("text", url).url()).isEqualTo(shown ? url : "");
  }

  @Test
  void what_runs_began_some_time_ago() throws Exception {
    try (PageSite site = new PageSite(FullPorts.of(true, Instant.now()))) {
      assertThat(site.get("/tasks").page().text())
          .containsPattern("began \\d.* ago")
          .doesNotContainPattern("since \\d");
    }
  }

  @Test
  void json_is_laid_out_and_every_character_of_it_stays() {
    String json = "{\"a\":[1,{}],\"b\":\"x{\\\",[\",\"c\":[]}";

    String laid = JsonShape.of(json);

    assertThat(laid.replaceAll("\n *", "").replace(": ", ":")).isEqualTo(json);
    assertThat(laid).contains("\n  \"b\": \"x{\\\",[\"", "\"c\": []");
    assertThat(JsonShape.of("no json")).isEqualTo("no json");
    assertThat(JsonShape.of("x".repeat(30_000))).endsWith("it has 30,000 bytes");
    assertThat(JsonShape.of("")).isEmpty();
  }

  @Test
  void a_word_of_a_command_is_one_word_whatever_it_says() {
    assertThat(ShellWord.of("orders.mail")).isEqualTo("orders.mail");
    assertThat(ShellWord.of("it's $(rm)")).isEqualTo("'it'\\''s $(rm)'");
    assertThat(ShellWord.of("--store")).isEqualTo("'--store'");
  }

  @Test
  void an_end_is_a_range_of_what_was_measured() {
    Pace pace = new Pace();
    assertThat(forecast(pace, 0, 100)).isEqualTo(Forecast.NONE);
    assertThat(forecast(pace, 10, 200))
        .isEqualTo(new Forecast("10 a second", "in about 1 min 20 s"));
    assertThat(forecast(pace, 20, 400)).isEqualTo(new Forecast("15 a second", "in 30 s to 1 min"));
  }

  @Test
  void nobody_says_when_a_task_ends_that_stood_still_or_has_no_total() {
    Pace pace = new Pace();
    forecast(pace, 0, 100);
    forecast(pace, 10, 200);
    assertThat(forecast(pace, 20, 200)).isEqualTo(new Forecast("5 a second", ""));
    assertThat(forecast(pace, 30, 50)).isEqualTo(Forecast.NONE);
    assertThat(
            Forecast.of(new Progress(5, Progress.UNKNOWN, ""), Optional.of(new Pace.Rate(1, 1, 1)))
                .end())
        .isEmpty();
  }

  private static Forecast forecast(Pace pace, int second, long done) {
    return Forecast.of(
        new Progress(done, 1_000, ""), pace.looked("t", done, NOW.plusSeconds(second)));
  }
}
