package dev.stint.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.stint.application.api.Principal;
import dev.stint.application.log.GuardedLog;
import dev.stint.domain.PlainText;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of one wish to change something, written once it is answered. Not thread-safe. */
public final class AuditLine {

  static final String LOGGER = "dev.stint.web.audit";

  private static final Logger LOG = GuardedLog.of(LoggerFactory.getLogger(LOGGER));
  private static final int LONGEST = 300;

  private final StringBuilder line = new StringBuilder(200);

  public AuditLine(Principal who, ApiRole role, HttpServletRequest request, String path) {
    with("who", who.name()).with("role", role).with("from", request.getRemoteAddr());
    with("method", request.getMethod()).with("path", path);
  }

  /** Adds what the change is about; of what came from outside nothing steers a log. */
  public AuditLine with(String name, Object value) {
    String said = PlainText.line(Words.cut(String.valueOf(value), LONGEST));
    line.append(line.isEmpty() ? "" : " ").append(name).append("=\"");
    line.append(JsonStringEncoder.getInstance().quoteAsString(said)).append('"');
    return this;
  }

  public void answered(int status) {
    LOG.info("{} status={}", line, status);
  }
}
