package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Principal;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.web.ApiSite;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, where this machine has one. */
@EnabledIf("hasBrowser")
class PageBrowserTest {

  private static final String TOKEN = "a-token-that-nobody-guesses";
  private static final Principal ROOT = Principal.of("root", Principal.Role.ADMINISTRATOR);

  @TempDir private Path profile;

  private final ApiSite host = new ApiSite();
  private final PageSite site = new PageSite(host.host(), Optional.of(door()));
  private final PageSite full =
      new PageSite(
          FullPorts.of(true, Instant.now()), Optional.of(door()), SeededTrends.of(Instant.now()));
  private Browser browser;
  private TaskId task;

  static boolean hasBrowser() {
    if (!Browser.isThere()) {
      System.out.println("PageBrowserTest: not run, for there is no Chromium on this machine");
    }
    return Browser.isThere();
  }

  private static SignIn door() {
    return new SignIn(said -> Optional.of(ROOT).filter(r -> said.equals(TOKEN)));
  }

  @BeforeEach
  void start() throws Exception {
    task = host.root().tasks().request(ApiSite.MAIL.with("x").named("Mail to ann")).id();
    host.root().tasks().request(ApiSite.MAIL.with("y").named("Another"));
    browser = new Browser(profile, 1280, 1000);
  }

  @AfterEach
  void close() throws Exception {
    browser.close();
    site.close();
    full.close();
    host.close();
  }

  private static String at(PageSite site, String path) {
    return "http://127.0.0.1:" + site.port() + PageSite.BASE + path;
  }

  private void enter(PageSite where) throws Exception {
    browser.open(at(where, "/#sign-in=" + TOKEN));
    Browser.await("not signed in", () -> browser.shows("Sign out"));
  }

  @Test
  void an_address_with_a_token_signs_in_and_keeps_no_token() throws Exception {
    enter(site);

    assertThat(browser.address()).isEqualTo(at(site, "/"));
    assertThat(browser.ask("return document.cookie").asText()).isEmpty();
  }

  @Test
  void no_page_breaks_its_own_rules_and_each_fits_a_phone() throws Exception {
    enter(full);
    browser.complaints(); // Of the answer 401 that asked for the token.
    for (String path : PageSite.pages()) {
      browser.open(at(full, path));
      assertThat(browser.ask("return typeof htmx").asText()).as(path).isEqualTo("object");
      assertThat(browser.complaints()).as(path).isEmpty();
      browser.picture(
          Path.of("target/pictures" + path.replaceAll("/[-0-9a-f]{36}", "/one") + "page.png"));
    }
    browser.close();
    browser = new Browser(profile, 500, 900);
    enter(full);
    for (String path : PageSite.pages()) {
      browser.open(at(full, path));
      assertThat(browser.ask("return document.documentElement.scrollWidth - innerWidth").asInt())
          .as(path)
          .isLessThanOrEqualTo(0);
    }
  }

  @Test
  void a_task_is_found_and_steered_by_keyboard_alone() throws Exception {
    enter(site);

    browser.press("/");
    Browser.await("no list", () -> browser.shows("Another"));
    browser.press("/");
    browser.press("M", "a", "i", "l", Browser.ENTER);
    Browser.await("not filtered", () -> !browser.shows("Another") && browser.shows("Mail to ann"));
    browser.press("j", Browser.ENTER);
    Browser.await("not opened", () -> browser.shows("In a terminal"));
    tabTo("Pause");
    browser.press(Browser.ENTER);
    Browser.await("not paused", () -> browser.shows("It is paused until"));

    assertThat(host.root().ask().status(task)).contains(TaskStatus.PAUSED);
    assertThat(browser.text()).contains("Paused.");
    tabTo("Remove");
    browser.press(Browser.ENTER);
    tabTo("Yes, remove it");
    browser.press(Browser.ENTER);
    Browser.await("not removed", () -> browser.shows("Removed."));
    assertThat(browser.text()).contains("Another").doesNotContain("Mail to ann");
    // How it ended is kept for those who ask by its id.
    assertThat(host.root().ask().status(task)).contains(TaskStatus.CANCELLED);
  }

  private void tabTo(String label) throws Exception {
    for (int i = 0; i < 40; i++) {
      browser.press(Browser.TAB);
      if (browser.ask("return document.activeElement.innerText").asText().equals(label)) {
        return;
      }
    }
    throw new AssertionError("no key leads to " + label);
  }

  @Test
  void a_page_follows_what_happens_elsewhere() throws Exception {
    enter(site);
    browser.open(at(site, "/tasks/" + task));
    browser.ask("window.same = true");

    host.root().steer().pause(List.of(task));

    Browser.await("not refreshed", () -> browser.shows("It is paused until"));

    host.root().steer().cancel(List.of(task));

    Browser.await("not over", () -> browser.shows("In a terminal") && browser.shows("Cancelled"));
    Browser.await("still told", () -> quiet());
    assertThat(browser.ask("return window.same").asBoolean()).isTrue();
  }

  private boolean quiet() {
    try {
      return browser.ask("return document.querySelector('#live') === null").asBoolean();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
