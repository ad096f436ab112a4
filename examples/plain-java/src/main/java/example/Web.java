package example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stint.application.api.operate.TaskSummary;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A page that requests tasks and polls their progress, with the JDK's own server. */
final class Web {

  private final Stint stint;
  private final Shop shop;
  private final HttpServer server;

  private Web(Stint stint, Shop shop, HttpServer server) {
    this.stint = stint;
    this.shop = shop;
    this.server = server;
  }

  static Web start(Stint stint, Shop shop, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Web web = new Web(stint, shop, HttpServer.create(address, 0));
    web.server.createContext("/", web::answer);
    web.server.start();
    return web;
  }

  int port() {
    return server.getAddress().getPort();
  }

  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      String path = call.getRequestURI().getPath();
      switch (call.getRequestMethod() + " " + path.replaceFirst("^/tasks/.*", "/tasks")) {
        case "GET /" -> send(call, 200, "text/html", page());
        case "POST /raise" -> accepted(call, raise());
        case "POST /book" -> accepted(call, Book.request(stint.tasks(), "novel", 1_000));
        case "GET /prices" -> send(call, 200, "text/plain", prices());
        case "GET /tasks" -> send(call, task(path.substring("/tasks/".length())));
        default -> send(call, 404, "text/plain", "no such page\n");
      }
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** One at a time: a second click while the task is not over answers that task. */
  private TaskId raise() {
    return stint
        .tasks()
        .request(RaisePrices.TYPE.with(new RaisePrices.Raise(10)).key("raise"))
        .id();
  }

  private void accepted(HttpExchange call, TaskId task) throws IOException {
    send(call, 202, "application/json", "{\"id\": \"%s\"}\n".formatted(task));
  }

  private Optional<String> task(String id) {
    return stint
        .ask()
        .summary(TaskId.of(id))
        .map(
            (TaskSummary task) ->
                "{\"status\": \"%s\", \"done\": %d, \"total\": %d, \"percent\": %d}\n"
                    .formatted(task.status(), task.done(), task.total(), task.percent()));
  }

  private String prices() throws Exception {
    return "%d articles, from %d to %d cents\n"
        .formatted(
            shop.number("select count(*) from price"),
            shop.number("select min(cents) from price"),
            shop.number("select max(cents) from price"));
  }

  private void send(HttpExchange call, Optional<String> json) throws IOException {
    if (json.isPresent()) {
      send(call, 200, "application/json", json.get());
    } else {
      send(call, 404, "text/plain", "no such task\n");
    }
  }

  private static String page() throws IOException {
    try (InputStream page = Web.class.getResourceAsStream("/page.html")) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void send(HttpExchange call, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    call.sendResponseHeaders(status, body.length);
    call.getResponseBody().write(body);
  }
}
