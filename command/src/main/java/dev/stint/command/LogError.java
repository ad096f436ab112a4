package dev.stint.command;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import dev.stint.application.spi.Causes;

/** An error in the command's log with its causes, a line each: {@code %error} in logback.xml. */
public final class LogError extends ThrowableHandlingConverter {

  @Override
  public String convert(ILoggingEvent event) {
    StringBuilder lines = new StringBuilder();
    IThrowableProxy error = event.getThrowableProxy();
    String begin = "";
    for (int i = 0; error != null && i < Causes.MOST && !error.isCyclic(); i++) {
      String words = error.getMessage() == null ? "" : ": " + error.getMessage();
      lines.append(Terminal.line(begin + error.getClassName() + words)).append('\n');
      int own = error.getStackTraceElementProxyArray().length - error.getCommonFrames();
      for (int frame = 0; frame < own; frame++) {
        StackTraceElementProxy at = error.getStackTraceElementProxyArray()[frame];
        lines.append("    ").append(Terminal.line(at.getSTEAsString())).append('\n');
      }
      error = error.getCause();
      begin = "Caused by: ";
    }
    return lines.toString();
  }
}
