package dev.stint.application.service;

import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.domain.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log {@code dev.stint.notice}: critical failures as errors, the others as warnings. */
public final class LogFailureNotifier implements FailureNotifier {

  private static final Logger LOG = LoggerFactory.getLogger("dev.stint.notice");

  @Override
  public void failed(Notice notice) {
    if (notice.reason() == Reason.FAILED) {
      LOG.error("critical {}", PlainText.line(notice.words()));
    } else {
      LOG.warn("{}", PlainText.line(notice.words()));
    }
  }
}
