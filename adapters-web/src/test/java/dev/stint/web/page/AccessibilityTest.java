package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stint.application.api.Principal;
import dev.stint.web.trends.Trends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page as axe-core sees it, full and empty, light and dark, on a phone and on wide screens:
 * nothing against WCAG 2.1, A and AA. Run by {@code scripts/accessibility}, which fetches axe-core.
 */
@EnabledIf("hasAxe")
class AccessibilityTest {

  private static final String TOKEN = "a-token-that-nobody-guesses";
  private static final Principal ROOT = Principal.of("root", Principal.Role.ADMINISTRATOR);

  private static final Optional<Path> AXE =
      Optional.ofNullable(System.getProperty("stint.axe")).map(Path::of);

  private static final List<Integer> WIDTHS = List.of(390, 1_280, 2_560);

  private static final String LOOK =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})
        .then(found => done(found.violations.map(v => v.id + ' at ' + v.nodes.map(n => n.target.join(' ')).join(', '))))
        .catch(error => done(['axe: ' + error]));
      """;

  private static final String SEEN =
      """
      return (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark ' : 'light ') + innerWidth
        + (document.title.includes('Sign in') ? '' : ' signed in')
      """;

  @TempDir private Path profile;

  static boolean hasAxe() {
    boolean run = AXE.isPresent() && Browser.isThere();
    if (!run) {
      System.out.println(
          "AccessibilityTest: not run, for it needs Chromium and axe-core; see scripts/accessibility");
    }
    return run;
  }

  @Test
  void no_page_has_anything_against_wcag() throws Exception {
    String axe = Files.readString(AXE.orElseThrow());
    List<String> found = new ArrayList<>();
    try (Browser browser = new Browser(profile, 1_280, 1_000)) {
      for (boolean full : List.of(true, false)) {
        try (PageSite site = site(full)) {
          enter(browser, site);
          found.addAll(look(browser, axe, site));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static PageSite site(boolean full) {
    SignIn door = new SignIn(said -> Optional.of(ROOT).filter(r -> said.equals(TOKEN)));
    Trends trends = SeededTrends.of(Instant.now());
    return new PageSite(FullPorts.of(full, Instant.now()), Optional.of(door), trends);
  }

  private static void enter(Browser browser, PageSite site) throws Exception {
    browser.open(at(site, "/#sign-in=" + TOKEN));
    Browser.await("not signed in", () -> browser.shows("Sign out"));
  }

  private static String at(PageSite site, String path) {
    return "http://127.0.0.1:" + site.port() + PageSite.BASE + path;
  }

  private static List<String> look(Browser browser, String axe, PageSite site) throws Exception {
    List<String> found = new ArrayList<>();
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      for (int width : WIDTHS) {
        browser.width(width);
        for (String path : PageSite.pages()) {
          browser.open(at(site, path));
          assertThat(browser.ask(SEEN).asText())
              .as(path)
              .isEqualTo(scheme + " " + width + " signed in");
          browser.ask(axe);
          for (JsonNode violation : browser.askLater(LOOK)) {
            found.add("%s, %s, %d: %s".formatted(path, scheme, width, violation.asText()));
          }
        }
      }
    }
    return found;
  }
}
