package dev.stint.command.web;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.bootstrap.Stint;
import dev.stint.web.Admission;
import dev.stint.web.ApiAccess;
import dev.stint.web.ApiPorts;
import dev.stint.web.ApiRole;
import dev.stint.web.page.PageServlet;
import dev.stint.web.page.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * Serves the page and the HTTP API to people and programs of this machine that know a token: on the
 * loopback address, where no other machine can call. Thread-safe.
 */
public final class LocalApi implements AutoCloseable {

  /** A caller with the token: sees everybody's tasks, and steers them as the role allows. */
  private static final Principal OPERATOR = Principal.of("operator", Principal.Role.ADMINISTRATOR);

  private static final int LAST_WORDS_MILLIS = 5_000;

  private final Server server;
  private final ServletContextHandler context;

  private LocalApi(Server server, ServletContextHandler context) {
    this.server = server;
    this.context = context;
  }

  /**
   * Serves from now on.
   *
   * @param port 0 takes any that is free
   * @param requests the types whose tasks may be requested, by a role that may
   * @throws RefusedException if the port is taken, or not to be used
   */
  public static LocalApi start(
      Stint stint, int port, AccessToken token, ApiRole role, Admission requests) {
    ApiAccess access =
        ApiAccess.readOnly(request -> caller(token, request)).roles(who -> role).requests(requests);
    ServletContextHandler context = new ServletContextHandler();
    ApiPorts ports = new ApiPorts(stint::as, stint.schedules(), stint.queues());
    SignIn signIn = new SignIn(said -> token.is(said) ? Optional.of(OPERATOR) : Optional.empty());
    context.addServlet(new ServletHolder(new PageServlet(ports, access, signIn)), "/*");
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setHandler(new GracefulHandler(context));
    server.setStopTimeout(LAST_WORDS_MILLIS);
    LocalApi api = new LocalApi(server, context);
    try {
      server.start();
      return api;
    } catch (IOException e) {
      api.close();
      throw new RefusedException(
          "cannot listen on port %d of this machine; choose another with --port".formatted(port));
    } catch (Exception e) {
      api.close();
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Principal> caller(AccessToken token, HttpServletRequest request) {
    return token.isIn(request.getHeader("Authorization"))
        ? Optional.of(OPERATOR)
        : Optional.empty();
  }

  /** Where the API is: {@code http://127.0.0.1:8080/api/v1}. */
  public String url() {
    return page() + "api/v1";
  }

  /** Where the page is: {@code http://127.0.0.1:8080/}. */
  public String page() {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return "http://127.0.0.1:" + port + "/";
  }

  /**
   * The page with the token for its sign-in, behind a {@code #}: browsers send that part to nobody.
   * Not under a name of passwords and tokens, whose values the terminal hides.
   */
  public String signedIn(AccessToken token) {
    return page() + "#sign-in=" + token.text();
  }

  /** Ends what is being answered, and serves no more. */
  @Override
  public void close() {
    try {
      context.stop(); // Ends live events, while their connections are still there.
      server.stop();
    } catch (TimeoutException e) {
      // What took longer was cut off.
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
