package dev.stint.command;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import dev.stint.application.spi.Causes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * An event of the command's log: time, level, logger and message in one line, whatever the message
 * holds, then a line for each cause and frame. What tasks, files and servers said is made fit for a
 * terminal here, and nowhere else.
 */
final class LogLayout extends LayoutBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private static final int LOGGER_LENGTH = 20;

  private final TargetLengthBasedClassNameAbbreviator loggers =
      new TargetLengthBasedClassNameAbbreviator(LOGGER_LENGTH);

  private final boolean stacks;

  LogLayout(boolean stacks) {
    this.stacks = stacks;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    String line =
        "%s %-5s %s %s\n"
            .formatted(
                TIME.format(Instant.ofEpochMilli(event.getTimeStamp())),
                event.getLevel(),
                loggers.abbreviate(event.getLoggerName()),
                Terminal.line(event.getFormattedMessage()));
    return stacks ? line + stack(event.getThrowableProxy()) : line;
  }

  private static String stack(@Nullable IThrowableProxy first) {
    StringBuilder lines = new StringBuilder();
    IThrowableProxy error = first;
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
