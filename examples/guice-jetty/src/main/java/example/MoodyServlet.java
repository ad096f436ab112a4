package example;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The other system: answers 503 to the first three calls of a key. */
final class MoodyServlet extends HttpServlet {

  private static final long serialVersionUID = 1;
  private static final int REFUSED = 3;

  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int call = calls.merge(request.getHeader("Idempotency-Key"), 1, Integer::sum);
    response.setStatus(call <= REFUSED ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : 200);
    response.getWriter().print(call <= REFUSED ? "not now" : "heard at call " + call);
  }
}
