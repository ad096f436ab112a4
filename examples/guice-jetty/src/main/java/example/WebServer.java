package example;

import dev.stint.application.api.Principal;
import dev.stint.bootstrap.Stint;
import dev.stint.web.Admission;
import dev.stint.web.ApiAccess;
import dev.stint.web.ApiPorts;
import dev.stint.web.ApiRole;
import dev.stint.web.page.PageServlet;
import dev.stint.web.page.SignIn;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** Jetty, for this machine alone, with Stint's page and API at /stint/. */
final class WebServer {

  private static final Principal OPERATOR = Principal.of("operator", Principal.Role.ADMINISTRATOR);

  private final Stint stint;
  private final ReportServlet reports;

  @Inject
  WebServer(Stint stint, ReportServlet reports) {
    this.stint = stint;
    this.reports = reports;
  }

  Server start(int port, String token) throws Exception {
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(page(token)), "/stint/*");
    context.addServlet(new ServletHolder(reports), "/reports");
    context.addServlet(new ServletHolder(new MoodyServlet()), "/moody");
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setHandler(context);
    server.start();
    return server;
  }

  /** Programs send the token in a header, people say it once; tasks of two types are let in. */
  private PageServlet page(String token) {
    ApiAccess access =
        ApiAccess.readOnly(request -> caller(request, token))
            .roles(who -> ApiRole.ADMINISTER)
            .requests(
                Admission.of(SendWebhook.TYPE.name().value(), MakeReport.TYPE.name().value()));
    return new PageServlet(
        new ApiPorts(stint::as, stint.schedules(), stint.queues()),
        access,
        new SignIn(said -> same(token, said) ? Optional.of(OPERATOR) : Optional.empty()));
  }

  private static Optional<Principal> caller(HttpServletRequest request, String token) {
    String said = request.getHeader("Authorization");
    return said != null && same("Bearer " + token, said) ? Optional.of(OPERATOR) : Optional.empty();
  }

  /** Takes as long whatever is said, so that time tells nothing of the token. */
  private static boolean same(String wanted, String said) {
    return MessageDigest.isEqual(
        wanted.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
  }
}
