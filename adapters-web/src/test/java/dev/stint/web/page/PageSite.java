package dev.stint.web.page;

import dev.stint.application.api.Principal;
import dev.stint.web.ApiAccess;
import dev.stint.web.ApiPorts;
import dev.stint.web.ApiRole;
import dev.stint.web.Embedding;
import dev.stint.web.Masks;
import dev.stint.web.trends.Trends;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A host with the page on a real server, at {@code /x}. Browsers say who they are by the header
 * {@code User} and what they may do by {@code Role}.
 */
final class PageSite implements AutoCloseable {

  static final String BASE = "/x";
  private static final String TOKEN = "a-token-of-this-browser-only";

  /** Of the call that this thread serves. */
  private static final ThreadLocal<ApiRole> ROLE = ThreadLocal.withInitial(() -> ApiRole.READ);

  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final HttpClient client = HttpClient.newHttpClient();

  /** An answer as a browser gets it. */
  record Got(HttpResponse<String> http) {
    int status() {
      return http.statusCode();
    }

    String html() {
      return http.body();
    }

    Document page() {
      return Jsoup.parse(http.body());
    }

    String text() {
      return page().text();
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  PageSite(ApiPorts ports) {
    this(ports, Optional.empty());
  }

  PageSite(ApiPorts ports, Optional<SignIn> signIn) {
    this(ports, signIn, Masks.NONE);
  }

  /** With what the plots show. */
  PageSite(ApiPorts ports, Trends trends) {
    this(ports, Optional.empty(), trends);
  }

  PageSite(ApiPorts ports, Optional<SignIn> signIn, Trends trends) {
    this(ports, signIn, Masks.NONE, looks(trends));
  }

  PageSite(ApiPorts ports, Optional<SignIn> signIn, Masks masks) {
    this(ports, signIn, masks, Looks.onTheirOwnThreads());
  }

  private static Looks looks(Trends trends) {
    return new Looks(trends, Looks.onTheirOwnThreads().streams(), System::nanoTime);
  }

  PageSite(ApiPorts ports, Optional<SignIn> signIn, Masks masks, Looks looks) {
    this(ports, signIn, masks, looks, Embedding.SAME_ORIGIN);
  }

  /** With one's own tasks in frames of such pages. */
  PageSite(ApiPorts ports, Optional<SignIn> signIn, Embedding embedding) {
    this(ports, signIn, Masks.NONE, Looks.onTheirOwnThreads(), embedding);
  }

  private PageSite(
      ApiPorts ports, Optional<SignIn> signIn, Masks masks, Looks looks, Embedding embedding) {
    ApiAccess access =
        ApiAccess.readOnly(PageSite::caller)
            .roles(who -> ROLE.get())
            .origins(Set.of("https://ops.example.com"))
            .masks(masks)
            .embedding(embedding);
    PageServlet page = new PageServlet(ports, access, signIn, looks);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(page), BASE + "/*");
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Principal> caller(HttpServletRequest request) {
    String role = request.getHeader("Role");
    ROLE.set(role == null ? ApiRole.ADMINISTER : ApiRole.valueOf(role));
    String name = request.getHeader("User");
    if (name == null || name.equals("nobody")) {
      return Optional.empty();
    }
    return Optional.of(
        switch (name) {
          case "root" -> Principal.of(name, Principal.Role.ADMINISTRATOR);
          case "dev" -> Principal.of(name, Principal.Role.DEVELOPER);
          default -> Principal.of(name);
        });
  }

  int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  /** By root, who may do everything. */
  Got get(String path) throws Exception {
    return send(path, request -> request);
  }

  @SafeVarargs
  final Got send(String path, UnaryOperator<HttpRequest.Builder>... changes) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port() + BASE + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).setHeader("User", "root");
    for (UnaryOperator<HttpRequest.Builder> change : changes) {
      request = change.apply(request);
    }
    return new Got(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  /** What is told of a page, as it comes. */
  HttpResponse<InputStream> watch(String page, String user) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port() + BASE + LiveAddress.events(page));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).setHeader("User", user);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** A form of ours, sent by root's browser. */
  Got post(String path, String... fields) throws Exception {
    return send(path, form(fields));
  }

  /** Fields and their values in turn; with the token, as the page put it there. */
  UnaryOperator<HttpRequest.Builder> form(String... fields) {
    return bare(Stream.concat(Stream.of("csrf", TOKEN), Stream.of(fields)).toArray(String[]::new));
  }

  /** The same without the token. */
  UnaryOperator<HttpRequest.Builder> bare(String... fields) {
    String body =
        Stream.iterate(0, i -> i < fields.length, i -> i + 2)
            .map(i -> fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return request ->
        request
            .POST(BodyPublishers.ofString(body))
            .setHeader("Content-Type", "application/x-www-form-urlencoded")
            .setHeader("Cookie", "stint-form-" + port() + "=" + TOKEN);
  }

  static UnaryOperator<HttpRequest.Builder> as(String user, ApiRole role) {
    return request -> request.setHeader("User", user).setHeader("Role", role.name());
  }

  static List<String> pages() {
    return PageRoutes.ALL.stream()
        .filter(route -> !route.changes())
        .map(route -> route.path().replace("*", ManyRows.id(4).toString()))
        .toList();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
