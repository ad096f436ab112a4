package example;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the link of a report's task leads to. */
final class ReportServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Reports reports;

  @Inject
  ReportServlet(Reports reports) {
    this.reports = reports;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Path file = reports.file(String.valueOf(request.getParameter("file")));
    if (!Files.exists(file)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("text/csv");
    response.setHeader("Content-Disposition", "attachment; filename=\"report.csv\"");
    Files.copy(file, response.getOutputStream());
  }
}
