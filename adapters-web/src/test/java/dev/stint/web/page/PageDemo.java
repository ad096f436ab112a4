package dev.stint.web.page;

import dev.stint.application.api.Principal;
import dev.stint.web.ApiAccess;
import dev.stint.web.ApiRole;
import dev.stint.web.Embedding;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/**
 * Shows each page full of all kinds of things at {@code /full}, with nothing at {@code /empty}, and
 * to a stranger at {@code /door}, to be looked at in a browser. Takes a port.
 */
final class PageDemo {

  private PageDemo() {}

  public static void main(String[] args) throws Exception {
    Server server =
        new Server(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
    ApiAccess known =
        ApiAccess.readOnly(
                request -> Optional.of(Principal.of("operator", Principal.Role.ADMINISTRATOR)))
            .roles(who -> ApiRole.ADMINISTER)
            .embedding(Embedding.SAME_ORIGIN);
    ApiAccess unknown = ApiAccess.readOnly(request -> Optional.empty());
    ServletContextHandler context = new ServletContextHandler();
    Instant now = Instant.now();
    context.addServlet(
        new ServletHolder(
            new PageServlet(
                FullPorts.of(true, now),
                known,
                Optional.empty(),
                new Looks(
                    SeededTrends.of(now), Looks.onTheirOwnThreads().streams(), System::nanoTime))),
        "/full/*");
    context.addServlet(
        new ServletHolder(new PageServlet(FullPorts.of(false, now), known)), "/empty/*");
    context.addServlet(
        new ServletHolder(
            new PageServlet(
                FullPorts.of(true, now), unknown, new SignIn(token -> Optional.empty()))),
        "/door/*");
    server.setHandler(context);
    server.start();
    server.join();
  }
}
