package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;
import static jakarta.servlet.http.HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
import static jakarta.servlet.http.HttpServletResponse.SC_METHOD_NOT_ALLOWED;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;
import static jakarta.servlet.http.HttpServletResponse.SC_UNAUTHORIZED;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.StoreRefusedException;
import dev.stint.application.api.StoreTrouble;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.api.operate.TasksAs;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stores a task for each {@code POST} of {@code {"type": "orders.ship", "arguments": {…}}}, with
 * {@code "key"} and {@code "name"} if wanted, and answers {@code {"id": …}}: 201 if the request
 * made it, 200 if the key's task was there already. The task belongs to the caller.
 *
 * <p>Everything else is answered with {@code {"error": "one sentence"}} and stores nothing: 400
 * what cannot be read or is refused; 401 callers that the host does not know (a challenge is the
 * host's to add); 403 a type that is not let in, that does not exist or that the caller may not
 * request, all alike; 405, 413, 415; 409 if the key's task is not the caller's to see; 500 what
 * went wrong here, with the cause in the servlet context's log only. After 503 the store is away,
 * refuses for now, or did not answer in time, and the task may be stored: asking again with the
 * same key is safe.
 *
 * <p>Mounted by the host, in any servlet container. Thread-safe.
 */
public final class RequestServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Function<Principal, TasksAs> stint;
  private final transient Function<HttpServletRequest, Optional<Principal>> caller;
  private final transient Admission admission;

  /**
   * @param stint the ports as the access policy allows them to somebody: {@code stint::as}
   * @param caller who asks, by the host's own means; empty means not authenticated
   */
  public RequestServlet(
      Function<Principal, TasksAs> stint,
      Function<HttpServletRequest, Optional<Principal>> caller,
      Admission admission) {
    this.stint = stint;
    this.caller = caller;
    this.admission = admission;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answer answer = answer(request);
    if (!Body.isOver(request, admission.maxBody())) {
      response.setHeader("Connection", "close");
    }
    if (answer.status() == SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", ApiAnswer.RETRY_AFTER);
    }
    if (answer.status() == SC_METHOD_NOT_ALLOWED) {
      response.setHeader("Allow", "POST");
    }
    answer.write(response);
  }

  /** Nothing is thrown: what a container would say of an exception is not for callers. */
  private Answer answer(HttpServletRequest request) {
    try {
      return requested(request);
    } catch (HttpError e) {
      return e.answer();
    } catch (UnknownOutcomeException e) {
      log("a task requested from outside may be stored or not", e);
      return Answer.error(
          SC_SERVICE_UNAVAILABLE,
          "the store did not answer, so the task may be stored; ask again with the same key");
    } catch (StoreRefusedException e) {
      return failed(e);
    } catch (RefusedException e) {
      return Answer.error(SC_BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private Answer failed(Throwable error) {
    if (StoreTrouble.mayPass(error)) {
      log("the store did not take a task requested from outside", error);
      return Answer.error(SC_SERVICE_UNAVAILABLE, ApiAnswer.STORE_AWAY);
    }
    log("a task requested from outside was not stored", error);
    return Answer.error(SC_INTERNAL_SERVER_ERROR, "internal error; see the server's log");
  }

  private Answer requested(HttpServletRequest request) {
    if (!"POST".equals(request.getMethod())) {
      throw new HttpError(SC_METHOD_NOT_ALLOWED, "only POST is answered here");
    }
    Principal who =
        caller
            .apply(request)
            .orElseThrow(() -> new HttpError(SC_UNAUTHORIZED, "not authenticated"));
    TaskRequestBody wish = TaskRequestBody.read(Body.text(request, admission.maxBody()));
    TasksAs acting = stint.apply(who);
    Request<?> read =
        Optional.of(wish)
            .filter(w -> admission.lets(w.type()))
            .flatMap(w -> acting.read().read(w.type(), w.arguments()))
            .orElseThrow(() -> new HttpError(SC_FORBIDDEN, "such a task cannot be requested here"));
    return Answer.of(acting.tasks().request(wish.refined(read)));
  }
}
