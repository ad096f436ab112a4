package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;
import static jakarta.servlet.http.HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
import static jakarta.servlet.http.HttpServletResponse.SC_METHOD_NOT_ALLOWED;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_ACCEPTABLE;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_IMPLEMENTED;
import static jakarta.servlet.http.HttpServletResponse.SC_NO_CONTENT;
import static jakarta.servlet.http.HttpServletResponse.SC_PRECONDITION_FAILED;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;
import static jakarta.servlet.http.HttpServletResponse.SC_UNAUTHORIZED;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.StoreRefusedException;
import dev.stint.application.api.StoreTrouble;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.application.log.GuardedLog;
import dev.stint.web.events.Beat;
import dev.stint.web.events.EventStreams;
import dev.stint.web.events.Watch;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;

/**
 * The HTTP API: lets programs and people look at tasks and steer them, in JSON under {@code
 * /api/v1}. It describes itself at {@code /api/v1/openapi.json}; {@code docs/web.md} tells how to
 * mount and secure it.
 *
 * <p>Nothing is open by itself: the host mounts it and says who calls and what they may do, and its
 * access policy says to which tasks. What a caller may not see is answered as what is not there.
 * Whatever goes wrong is answered by one sentence (RFC 9457), its cause goes to the log only. Each
 * wish to change something leaves a line in the log {@code dev.stint.web.audit}.
 *
 * <p>Mounted at a path that ends in {@code /*}, in any servlet container. Thread-safe.
 */
public final class ApiServlet extends HttpServlet {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = GuardedLog.of(ApiServlet.class);

  /** Live events that may be open at once. */
  static final int MOST_STREAMS = 500;

  private final transient ApiPorts ports;
  private final transient ApiAccess access;
  private final transient EventStreams streams;

  public ApiServlet(ApiPorts ports, ApiAccess access) {
    this(ports, access, new EventStreams(MOST_STREAMS, System::nanoTime, Beat.onItsOwnThread()));
  }

  ApiServlet(ApiPorts ports, ApiAccess access, EventStreams streams) {
    this.ports = ports;
    this.access = access;
    this.streams = streams;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ApiAnswer answer = answer(request);
    boolean head = request.getMethod().equals("HEAD");
    if (answer.watch().isPresent() && !head) {
      watched(answer.watch().get(), request, response);
      return;
    }
    if (!Body.isOver(request, access.admission().maxBody())) {
      response.setHeader("Connection", "close");
    }
    answer.write(response, head);
  }

  private void watched(Watch watch, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ApiAnswer.headers(response);
    if (!streams.open(watch, request, response)) {
      ApiAnswer.problem(SC_SERVICE_UNAVAILABLE, "too many live events are open; ask again later")
          .write(response, false);
    }
  }

  /** Ends the live events. */
  @Override
  public void destroy() {
    streams.close();
  }

  /** Nothing is thrown: what a container would say of an exception is not for callers. */
  private ApiAnswer answer(HttpServletRequest request) {
    try {
      return known(request);
    } catch (HttpError e) {
      return e.problem();
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private ApiAnswer known(HttpServletRequest request) {
    Principal who =
        access
            .caller()
            .apply(request)
            .orElseThrow(() -> new HttpError(SC_UNAUTHORIZED, "not authenticated"));
    String path = Objects.requireNonNullElse(request.getPathInfo(), request.getServletPath());
    String allowed = Router.allowed(path);
    if (request.getMethod().equals("OPTIONS")) {
      return new ApiAnswer(SC_NO_CONTENT, "", "").allowing(allowed);
    }
    try {
      return routed(request, who, Router.find(request.getMethod(), path), path);
    } catch (HttpError e) {
      ApiAnswer problem = e.problem();
      return problem.status() == SC_METHOD_NOT_ALLOWED ? problem.allowing(allowed) : problem;
    }
  }

  /** Also a change that was refused leaves its line. */
  private ApiAnswer routed(
      HttpServletRequest request, Principal who, Router.Match match, String path) {
    ApiRole role = access.roles().apply(who);
    AuditLine line = new AuditLine(who, role, request, path);
    ApiAnswer answer = settled(() -> let(request, who, role, match, line));
    if (match.route().changes()) {
      line.answered(answer.status());
    }
    return answer;
  }

  /** An answer in the making. */
  @FunctionalInterface
  private interface Step {
    ApiAnswer answer();
  }

  private static ApiAnswer settled(Step step) {
    try {
      return step.answer();
    } catch (HttpError e) {
      return e.problem();
    } catch (UnknownOutcomeException e) {
      LOG.error("a task requested through the API may be stored or not", e);
      return ApiAnswer.problem(
          SC_SERVICE_UNAVAILABLE,
          "the store did not answer, so the task may be stored; ask again with the same key");
    } catch (StoreRefusedException e) {
      return failed(e);
    } catch (RefusedException e) {
      return ApiAnswer.problem(SC_BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private static ApiAnswer failed(Throwable error) {
    if (StoreTrouble.mayPass(error)) {
      LOG.warn("the store did not serve a call of the API", error);
      return ApiAnswer.problem(SC_SERVICE_UNAVAILABLE, ApiAnswer.STORE_AWAY);
    }
    LOG.error("a call of the API failed", error);
    return ApiAnswer.problem(SC_INTERNAL_SERVER_ERROR, "internal error; see the server's log");
  }

  private ApiAnswer let(
      HttpServletRequest request, Principal who, ApiRole role, Router.Match match, AuditLine line) {
    Route route = match.route();
    check(role.covers(route.role()), SC_FORBIDDEN, "your role does not allow this");
    if (route.changes()) {
      SameOrigin.check(request, access.origins());
      check(
          route.ofTask() || request.getHeader(TaskTag.IF_MATCH) == null,
          SC_PRECONDITION_FAILED,
          "there is no version of this to compare; leave the header 'If-Match' out");
    }
    check(
        AcceptHeader.takes(request, route.answers()),
        SC_NOT_ACCEPTABLE,
        "the answers are " + route.answers());
    TasksAs acting = ports.tasks().apply(who);
    check(!route.figures() || acting.ask().seesFigures(), SC_FORBIDDEN, ApiAnswer.NO_FIGURES);
    ApiAnswer answer =
        route.handler().answer(call(request, new Caller(who, role, acting), match, line));
    check(
        answer.watch().isEmpty() || request.isAsyncSupported(),
        SC_NOT_IMPLEMENTED,
        "live events need a host that mounts the servlet with support of asynchronous answers");
    return answer;
  }

  /** Who calls, and what they may do. */
  private record Caller(Principal who, ApiRole role, TasksAs acting) {}

  private Call call(HttpServletRequest request, Caller caller, Router.Match match, AuditLine line) {
    Route route = match.route();
    return new Call(
        caller.who(),
        caller.role(),
        caller.acting(),
        ports,
        access,
        match.id(),
        Query.read(request.getQueryString(), route.parameters()),
        route.changes() ? body(request, route.fields()) : JsonFields.NONE,
        name -> Collections.list(request.getHeaders(name)),
        line);
  }

  /** A change says that it is JSON even if it has no more to say: a form of a page cannot. */
  private JsonFields body(HttpServletRequest request, List<String> fields) {
    String text = Body.text(request, access.admission().maxBody());
    return text.isBlank() ? JsonFields.NONE : JsonFields.read(text, fields);
  }

  private static void check(boolean holds, int status, String sentence) {
    if (!holds) {
      throw new HttpError(status, sentence);
    }
  }
}
