package dev.stint.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Chromium of this machine, driven by the WebDriver protocol. Not thread-safe. */
final class Browser implements AutoCloseable {

  static final String ENTER = "\uE007";
  static final String TAB = "\uE004";

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Pattern STARTED = Pattern.compile(".*started successfully on port (\\d+).*");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  /** Whether this machine has one. */
  static boolean isThere() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  Browser(Path profile, int width, int height) throws Exception {
    driver = new ProcessBuilder(DRIVER.toString(), "--port=0").redirectErrorStream(true).start();
    String url = "http://127.0.0.1:" + port(driver.inputReader()) + "/session";
    List<String> arguments =
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + profile,
            "--window-size=" + width + "," + height);
    Map<String, Object> options = Map.of("binary", CHROMIUM.toString(), "args", arguments);
    Map<String, Object> wanted =
        Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL"));
    JsonNode made = call(url, Map.of("capabilities", Map.of("alwaysMatch", wanted)));
    session = url + "/" + made.path("sessionId").asText();
  }

  private static String port(BufferedReader said) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.matches()) {
        return started.group(1);
      }
    }
    throw new IOException("chromedriver ended by itself");
  }

  private JsonNode call(String url, Map<String, ?> body) throws Exception {
    return sent(
        HttpRequest.newBuilder(URI.create(url))
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private JsonNode sent(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        client.send(
            request.timeout(PATIENCE.multipliedBy(2)).build(),
            HttpResponse.BodyHandlers.ofString());
    JsonNode value = JSON.readTree(answer.body()).path("value");
    if (answer.statusCode() != 200) {
      throw new IOException(value.path("message").asText());
    }
    return value;
  }

  void open(String address) throws Exception {
    call(session + "/url", Map.of("url", address));
  }

  /** What a script of the page answers. */
  JsonNode ask(String script) throws Exception {
    return call(session + "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** What a script of the page hands to the function that is its last argument. */
  JsonNode askLater(String script) throws Exception {
    return call(session + "/execute/async", Map.of("script", script, "args", List.of()));
  }

  /** As if the person had chosen light or dark for all pages. */
  void scheme(String scheme) throws Exception {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    develop("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Narrower than a window can be, too. */
  void width(int pixels) throws Exception {
    develop(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  private void develop(String command, Map<String, ?> values) throws Exception {
    call(session + "/goog/cdp/execute", Map.of("cmd", command, "params", values));
  }

  String text() throws Exception {
    return ask("return document.body.innerText").asText();
  }

  String address() throws Exception {
    return ask("return location.href").asText();
  }

  /** Presses keys one after another, wherever the focus is. */
  void press(String... keys) throws Exception {
    List<Map<String, String>> strokes = new ArrayList<>();
    for (String key : keys) {
      strokes.add(Map.of("type", "keyDown", "value", key));
      strokes.add(Map.of("type", "keyUp", "value", key));
    }
    Map<String, Object> keyboard = Map.of("type", "key", "id", "keyboard", "actions", strokes);
    call(session + "/actions", Map.of("actions", List.of(keyboard)));
  }

  /** What went wrong in the page, as its console has it. */
  List<String> complaints() throws Exception {
    List<String> said = new ArrayList<>();
    for (JsonNode entry : call(session + "/se/log", Map.of("type", "browser"))) {
      if (!entry.path("level").asText().equals("INFO")) {
        said.add(entry.path("message").asText());
      }
    }
    return said;
  }

  void picture(Path file) throws Exception {
    JsonNode shot = sent(HttpRequest.newBuilder(URI.create(session + "/screenshot")).GET());
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(shot.asText()));
  }

  /** Looks until it is so; it has a minute. */
  static void await(String what, BooleanSupplier isSo) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what);
      }
      Thread.sleep(50);
    }
  }

  boolean shows(String text) {
    try {
      return text().contains(text);
    } catch (Exception e) {
      return false; // Between two pages.
    }
  }

  @Override
  public void close() throws Exception {
    try {
      sent(HttpRequest.newBuilder(URI.create(session)).DELETE());
    } finally {
      driver.descendants().forEach(ProcessHandle::destroyForcibly);
      driver.destroy();
    }
  }
}
