package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
import static jakarta.servlet.http.HttpServletResponse.SC_OK;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;

import dev.stint.application.api.Principal;
import dev.stint.application.log.GuardedLog;
import dev.stint.web.ApiAccess;
import dev.stint.web.ApiPorts;
import dev.stint.web.ApiServlet;
import dev.stint.web.Embedding;
import dev.stint.web.HttpError;
import dev.stint.web.events.Watch;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * The page: lets people look at tasks and steer them in a browser, and serves the HTTP API under
 * {@code /api} beside it. One servlet that a host mounts at any path that ends in {@code /*};
 * {@code docs/web.md} tells how to mount and secure it.
 *
 * <p>Nothing is open by itself: roles and the access policy hold here as they do for the API. The
 * page asks no other server for anything, and works without scripts. Thread-safe.
 */
public final class PageServlet extends HttpServlet {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = GuardedLog.of(PageServlet.class);

  private static final String CROWDED = "Live events cannot be told here, or too many are open.";
  private static final String FAILED = "It was not your doing; the server's log says more.";

  private final transient ApiServlet api;
  private final transient Door door;
  private final transient Desk desk;
  private final transient Looks looks;
  private final transient Embedding embedding;
  private final transient Assets assets = Assets.read();

  /** For a host that knows who asks by its own means. */
  public PageServlet(ApiPorts ports, ApiAccess access) {
    this(ports, access, Optional.empty(), Looks.onTheirOwnThreads());
  }

  /** For a host that has no sign-in: those whom it does not know are asked for a token. */
  public PageServlet(ApiPorts ports, ApiAccess access, SignIn signIn) {
    this(ports, access, Optional.of(signIn), Looks.onTheirOwnThreads());
  }

  PageServlet(ApiPorts ports, ApiAccess access, Optional<SignIn> signIn, Looks looks) {
    this.api = new ApiServlet(ports, access);
    this.door = new Door(access, signIn);
    this.looks = looks;
    this.embedding = access.embedding();
    this.desk = new Desk(ports, access, door, looks);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String said = Objects.requireNonNullElse(request.getPathInfo(), "/");
    String path = said.isEmpty() ? "/" : said;
    if (path.equals("/api") || path.startsWith("/api/")) {
      api.service(request, response);
      return;
    }
    Headers.secure(response);
    if (!assets.serve(path, response)) {
      Headers.unkept(response);
      Arrival arrival = Arrival.of(request, response, path, assets.folder());
      Reply reply = page(arrival);
      if (path.equals(OwnPage.PATH) && reply.status() == SC_OK) {
        Headers.framed(response, embedding);
      }
      if (reply.watch().isEmpty()) {
        reply.write(response);
      } else if (!told(reply.watch().get(), request, response)) {
        Notices.of(arrival.shell(), new HttpError(SC_SERVICE_UNAVAILABLE, CROWDED)).write(response);
      }
    }
  }

  private boolean told(Watch watch, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return request.isAsyncSupported()
        && request.getMethod().equals("GET")
        && looks.streams().open(watch, request, response);
  }

  /** Ends live events, and the looks for the plots. */
  @Override
  public void destroy() {
    looks.close();
    api.destroy();
  }

  /** Nothing is thrown: what a container would say of an exception is not for people. */
  private Reply page(Arrival arrival) {
    try {
      arrival.check();
      Form form = Form.of(arrival.request());
      Optional<Principal> who = door.caller(arrival.request());
      return door.answer(arrival, form, who.isPresent())
          .orElseGet(() -> desk.answer(arrival, who.orElseThrow(), form));
    } catch (HttpError e) {
      return Notices.of(arrival.shell(), e);
    } catch (RuntimeException | Error e) {
      LOG.error("a page failed", e);
      return Notices.of(arrival.shell(), new HttpError(SC_INTERNAL_SERVER_ERROR, FAILED));
    }
  }
}
