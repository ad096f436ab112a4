package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_CREATED;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;
import static jakarta.servlet.http.HttpServletResponse.SC_OK;

import dev.stint.application.api.Request;
import dev.stint.application.api.Requested;
import dev.stint.application.api.UniquePolicy;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Requests tasks. */
final class RequestRoute {

  private static final List<String> FIELDS =
      List.of(
          "type",
          "arguments",
          "key",
          "unique",
          "name",
          "owner",
          "queue",
          "lane",
          "priority",
          "dueAt",
          "dueIn",
          "serialKey",
          "paused");

  private static final String IDEMPOTENCY_KEY = "the header 'Idempotency-Key'";
  private static final int UNPROCESSABLE = 422;

  private RequestRoute() {}

  static List<Route> all() {
    return List.of(Route.post("/tasks", ApiRole.OPERATE, FIELDS, RequestRoute::request));
  }

  private static ApiAnswer request(Call call) {
    JsonFields fields = call.fields();
    String type = fields.needed("type");
    call.noted().with("type", type);
    Request<?> read =
        Optional.of(type)
            .filter(call.access().admission()::lets)
            .flatMap(t -> call.acting().read().read(t, fields.written("arguments").orElse("{}")))
            .orElseThrow(() -> new HttpError(SC_FORBIDDEN, "such a task cannot be requested here"));
    Request<?> wish = keyed(refined(read, fields), call);
    Requested made = call.acting().tasks().request(wish);
    call.noted().with("task", made.id());
    if (call.idempotencyKey().isPresent() && made.otherArguments()) {
      return ApiAnswer.problem(
          UNPROCESSABLE, "this Idempotency-Key was used for another task; it is " + made.id());
    }
    return ApiAnswer.of(
        made.isNew() ? SC_CREATED : SC_OK,
        Facts.of("task", made.id())
            .with("new", made.isNew())
            .with("otherArguments", made.otherArguments())
            .with("ending", made.ending())
            .with("replaced", made.replaced()));
  }

  /** One step of a request in the making, with what was said for a field. */
  @FunctionalInterface
  private interface Step<T> {
    Request<?> apply(Request<?> request, T value);
  }

  private static Request<?> refined(Request<?> read, JsonFields fields) {
    Wish wish = new Wish(read);
    wish.with("name", fields.text("name"), Request::named);
    wish.with("owner", fields.text("owner"), Request::owner);
    wish.with("queue", fields.text("queue"), Request::queue);
    wish.with("serialKey", fields.text("serialKey"), Request::serialKey);
    wish.with(
        "priority",
        fields.whole("priority", Integer.MIN_VALUE, Integer.MAX_VALUE),
        Request::priority);
    wish.with(
        "lane",
        said(fields, "lane", Lane.class).filter(l -> l == Lane.INTERACTIVE),
        (request, lane) -> request.interactive());
    wish.with("paused", fields.flag("paused").filter(p -> p), (request, p) -> request.paused());
    if (fields.written("dueAt").isPresent() && fields.written("dueIn").isPresent()) {
      throw new HttpError(SC_BAD_REQUEST, "say one of 'dueAt' and 'dueIn', not both");
    }
    wish.with("dueAt", read(fields, "dueAt", Words::moment), Request::dueAt);
    wish.with("dueIn", read(fields, "dueIn", Words::span), Request::dueIn);
    return wish.request;
  }

  /** A request in the making. */
  private static final class Wish {
    private Request<?> request;

    private Wish(Request<?> request) {
      this.request = request;
    }

    private <T> void with(String field, Optional<T> said, Step<T> step) {
      request =
          said.<Request<?>>map(
                  value -> Words.checked(JsonFields.named(field), () -> step.apply(request, value)))
              .orElse(request);
    }
  }

  private static <T> Optional<T> read(
      JsonFields fields, String field, BiFunction<String, String, T> reader) {
    return fields.text(field).map(text -> reader.apply(JsonFields.named(field), text));
  }

  private static <E extends Enum<E>> Optional<E> said(
      JsonFields fields, String field, Class<E> kind) {
    return fields.text(field).map(text -> Words.choice(JsonFields.named(field), text, kind));
  }

  /**
   * A key in the body names its task while that is not over. The header names its task for as long
   * as a repeat of the same call may come: as long as the task is kept, and at least 24 hours.
   */
  private static Request<?> keyed(Request<?> request, Call call) {
    Optional<String> key = call.fields().text("key");
    Optional<UniquePolicy> unique = said(call.fields(), "unique", UniquePolicy.class);
    Optional<String> header = call.idempotencyKey();
    if (header.isPresent() && (key.isPresent() || unique.isPresent())) {
      throw new HttpError(
          SC_BAD_REQUEST, "say one of the Idempotency-Key and the fields 'key' and 'unique'");
    }
    Wish wish = new Wish(request);
    wish.with("key", key, Request::key);
    wish.with("unique", unique, Request::unique);
    return header.isEmpty() ? wish.request : idempotent(wish.request, header.get());
  }

  private static Request<?> idempotent(Request<?> request, String header) {
    boolean quoted = header.length() > 1 && header.startsWith("\"") && header.endsWith("\"");
    String key = quoted ? header.substring(1, header.length() - 1) : header;
    return Words.checked(IDEMPOTENCY_KEY, () -> request.key(key, IdempotencyKey.Scope.ALWAYS));
  }
}
